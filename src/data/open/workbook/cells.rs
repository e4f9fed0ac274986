use std::fmt::Write;

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};

/// Serial days that are dates: up to the end of the year 9999.
const DAYS: std::ops::Range<f64> = 0.0..2_958_466.0;
/// Seconds of a day.
const DAY_SECONDS: f64 = 86_400.0;

/// Returns the text of a cell; what is not held as text is written to `buffer`.
pub(super) fn text<'a>(cell: &'a DataRef<'_>, buffer: &'a mut String) -> &'a str {
    match cell {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => return text,
        DataRef::SharedString(text) => return text,
        DataRef::Int(number) => push(buffer, format_args!("{number}")),
        DataRef::Float(number) => push_number(*number, buffer),
        DataRef::Bool(is_true) => buffer.push_str(truth(*is_true)),
        DataRef::DateTime(date) => push_date(*date, buffer),
        DataRef::Error(fault) => push(buffer, format_args!("{fault}")),
        DataRef::Empty => {}
    }
    buffer
}

/// Returns a truth value as a spreadsheet shows it.
pub(super) fn truth(is_true: bool) -> &'static str {
    if is_true { "TRUE" } else { "FALSE" }
}

/// Writes to a text, which cannot fail.
fn push(buffer: &mut String, text: std::fmt::Arguments<'_>) {
    let _written = buffer.write_fmt(text);
}

/// Writes a number with as few digits as tell it from every other.
pub(super) fn push_number(number: f64, buffer: &mut String) {
    let size = number.abs();
    if size == 0.0 {
        buffer.push('0');
    } else if (1e-7..1e21).contains(&size) {
        push(buffer, format_args!("{number}"));
    } else {
        push(buffer, format_args!("{number:e}"));
    }
}

/// Writes a date, a time or both by ISO 8601; a duration as hours, minutes and seconds.
fn push_date(date: ExcelDateTime, buffer: &mut String) {
    let days = date.as_f64();
    if date.is_duration() {
        push_duration(days, buffer);
    } else if DAYS.contains(&days) {
        let (year, month, day, hour, minute, second, milli) = date.to_ymd_hms_milli();
        let has_time = (hour, minute, second, milli) != (0, 0, 0, 0);
        if days >= 1.0 || !has_time {
            push(buffer, format_args!("{year:04}-{month:02}-{day:02}"));
        }
        if has_time {
            if days >= 1.0 {
                buffer.push('T');
            }
            push(buffer, format_args!("{hour:02}:{minute:02}:{second:02}"));
            if milli > 0 {
                push(buffer, format_args!(".{milli:03}"));
            }
        }
    } else {
        push_number(days, buffer);
    }
}

/// Writes a number of days as hours, minutes and seconds.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, positive and below a limit")]
fn push_duration(days: f64, buffer: &mut String) {
    let seconds = (days.abs() * DAY_SECONDS).round();
    if seconds < 1e15 {
        let sign = if days < 0.0 { "-" } else { "" };
        let seconds = seconds as u64;
        push(buffer, format_args!("{sign}{}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60));
    } else {
        push_number(days, buffer);
    }
}

/// Writes a number that is shown as a date, from the first day of 1900 or 1904.
pub(super) fn push_serial(days: f64, is_duration: bool, is_1904: bool, buffer: &mut String) {
    let kind = if is_duration { ExcelDateTimeType::TimeDelta } else { ExcelDateTimeType::DateTime };
    push_date(ExcelDateTime::new(days, kind, is_1904), buffer);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(number: f64) -> String {
        let mut text = String::new();
        push_number(number, &mut text);
        text
    }

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        assert_eq!(written(2024.0), "2024");
        assert_eq!(written(-0.0), "0");
        assert_eq!(written(0.1), "0.1");
        assert_eq!(written(123_456_789_012.5), "123456789012.5");
        assert_eq!(written(1e300), "1e300");
        assert_eq!(written(-2.5e-9), "-2.5e-9");
    }

    #[test]
    fn dates_times_and_durations_are_iso() {
        let mut text = String::new();
        for (days, is_duration) in [(45_292.0, false), (45_292.75, false), (0.5, false), (1.5, true), (3e6, false)] {
            push_serial(days, is_duration, false, &mut text);
            text.push(' ');
        }
        assert_eq!(text, "2024-01-01 2024-01-01T18:00:00 12:00:00 36:00:00 3000000 ");
    }
}
