use std::borrow::Cow;
use std::fmt::Write as _;

use arrow_array::Array;
use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type,
    DecimalType, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    Time32MillisecondType, Time32SecondType, Time64MicrosecondType, Time64NanosecondType, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_schema::{DataType, TimeUnit};
use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// Adds the text of a cell to `text`; nothing for one that is null.
pub(in crate::data::open) fn write_cell(column: &dyn Array, row: usize, text: &mut String) {
    if row >= column.len() || column.is_null(row) {
        return;
    }
    match column.data_type() {
        DataType::Dictionary(..) => {
            if let Some(words) = column.as_dictionary_opt::<Int32Type>() {
                let key = words.keys().value(row);
                write_cell(words.values().as_ref(), usize::try_from(key).unwrap_or(usize::MAX), text);
            }
        }
        DataType::Boolean => {
            let value = column.as_boolean_opt().is_some_and(|values| values.value(row));
            text.push_str(if value { "true" } else { "false" });
        }
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Binary | DataType::LargeBinary => {
            text.push_str(&word(column, row));
        }
        DataType::Date32 | DataType::Date64 | DataType::Timestamp(..) => write_date(column, row, text),
        DataType::Time32(_) | DataType::Time64(_) => {
            if let Some(time) = time_of_day(column, row) {
                write_time(time, text);
            }
        }
        _ => write_number(column, row, text),
    }
}

/// Returns the word in a column of words; bytes that are no text are replaced.
pub(in crate::data::open) fn word(column: &dyn Array, row: usize) -> Cow<'_, str> {
    match column.data_type() {
        DataType::Utf8 => column.as_string_opt::<i32>().map_or("", |values| values.value(row)).into(),
        DataType::LargeUtf8 => column.as_string_opt::<i64>().map_or("", |values| values.value(row)).into(),
        DataType::Binary => {
            String::from_utf8_lossy(column.as_binary_opt::<i32>().map_or(b"".as_slice(), |values| values.value(row)))
        }
        DataType::LargeBinary => {
            String::from_utf8_lossy(column.as_binary_opt::<i64>().map_or(b"".as_slice(), |values| values.value(row)))
        }
        _ => "".into(),
    }
}

fn value<T: ArrowPrimitiveType>(column: &dyn Array, row: usize) -> Option<T::Native> {
    column.as_primitive_opt::<T>().map(|values| values.value(row))
}

/// Adds a number: whole ones and decimals with all their digits, the others with as few as tell them from any other.
fn write_number(column: &dyn Array, row: usize, text: &mut String) {
    // Writing to a string does not fail.
    let _written = match column.data_type() {
        DataType::Float64 => value::<Float64Type>(column, row).map(|value| write_float(value, text)),
        DataType::Float32 => value::<Float32Type>(column, row).map(|value| write_single(value, text)),
        DataType::Float16 => value::<Float16Type>(column, row).map(|value| write_single(value.to_f32(), text)),
        DataType::Decimal32(precision, scale) => value::<Decimal32Type>(column, row)
            .map(|value| text.push_str(&Decimal32Type::format_decimal(value, *precision, *scale))),
        DataType::Decimal64(precision, scale) => value::<Decimal64Type>(column, row)
            .map(|value| text.push_str(&Decimal64Type::format_decimal(value, *precision, *scale))),
        DataType::Decimal128(precision, scale) => value::<Decimal128Type>(column, row)
            .map(|value| text.push_str(&Decimal128Type::format_decimal(value, *precision, *scale))),
        DataType::Decimal256(precision, scale) => value::<Decimal256Type>(column, row)
            .map(|value| text.push_str(&Decimal256Type::format_decimal(value, *precision, *scale))),
        _ => whole(column, row).map(|value| {
            let _written = write!(text, "{value}");
        }),
    };
}

fn write_float(value: f64, text: &mut String) {
    let is_plain = value == 0.0 || (1e-6..1e17).contains(&value.abs()) || !value.is_finite();
    // A number of 300 digits helps nobody.
    let _written = if is_plain { write!(text, "{value}") } else { write!(text, "{value:e}") };
}

fn write_single(value: f32, text: &mut String) {
    let is_plain = value == 0.0 || (1e-6..1e17).contains(&value.abs()) || !value.is_finite();
    let _written = if is_plain { write!(text, "{value}") } else { write!(text, "{value:e}") };
}

/// Returns a whole number of a column of such.
pub(in crate::data::open) fn whole(column: &dyn Array, row: usize) -> Option<i128> {
    match column.data_type() {
        DataType::Int8 => value::<Int8Type>(column, row).map(i128::from),
        DataType::Int16 => value::<Int16Type>(column, row).map(i128::from),
        DataType::Int32 => value::<Int32Type>(column, row).map(i128::from),
        DataType::Int64 => value::<Int64Type>(column, row).map(i128::from),
        DataType::UInt8 => value::<UInt8Type>(column, row).map(i128::from),
        DataType::UInt16 => value::<UInt16Type>(column, row).map(i128::from),
        DataType::UInt32 => value::<UInt32Type>(column, row).map(i128::from),
        DataType::UInt64 => value::<UInt64Type>(column, row).map(i128::from),
        _ => None,
    }
}

/// Returns the day, the time in it, and whether it is said in world time, of a column of dates or points in time.
fn moment(column: &dyn Array, row: usize) -> Option<(Date, SignedDuration, bool)> {
    let since_1970 = match column.data_type() {
        DataType::Date32 => {
            SignedDuration::from_secs(i64::from(value::<Date32Type>(column, row)?).checked_mul(86_400)?)
        }
        DataType::Date64 => SignedDuration::from_millis(value::<Date64Type>(column, row)?),
        DataType::Timestamp(TimeUnit::Second, _) => {
            SignedDuration::from_secs(value::<TimestampSecondType>(column, row)?)
        }
        DataType::Timestamp(TimeUnit::Millisecond, _) => {
            SignedDuration::from_millis(value::<TimestampMillisecondType>(column, row)?)
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            SignedDuration::from_micros(value::<TimestampMicrosecondType>(column, row)?)
        }
        DataType::Timestamp(TimeUnit::Nanosecond, _) => {
            SignedDuration::from_nanos(value::<TimestampNanosecondType>(column, row)?)
        }
        _ => return None,
    };
    let is_world_time = matches!(column.data_type(), DataType::Timestamp(_, Some(_)));
    let moment = Offset::UTC.to_datetime(Timestamp::from_duration(since_1970).ok()?);
    let time = moment.time().duration_since(jiff::civil::Time::midnight());
    Some((moment.date(), time, is_world_time))
}

/// Returns the year of a column of dates or points in time.
pub(in crate::data::open) fn year_of(column: &dyn Array, row: usize) -> Option<i16> {
    if column.is_null(row) {
        return None;
    }
    moment(column, row).map(|(date, ..)| date.year())
}

/// Returns whether a type is one of dates or points in time.
pub(in crate::data::open) fn is_date(of: &DataType) -> bool {
    matches!(of, DataType::Date32 | DataType::Date64 | DataType::Timestamp(..))
}

/// Returns whether a type is one of numbers.
pub(in crate::data::open) fn is_number(of: &DataType) -> bool {
    // Decimal numbers count among them.
    of.is_numeric()
}

/// Adds the year of a date; nothing for one that is null.
pub(in crate::data::open) fn write_year(column: &dyn Array, row: usize, text: &mut String) {
    if column.is_valid(row) {
        match year_of(column, row) {
            Some(year) => {
                let _written = write!(text, "{year}");
            }
            None => write_date(column, row, text),
        }
    }
}

/// Adds a date as ISO 8601 writes it, with the time where it is not midnight; one beyond the year 9999 as the number
/// that it is in the file.
fn write_date(column: &dyn Array, row: usize, text: &mut String) {
    let Some((date, time, is_world_time)) = moment(column, row) else {
        let raw = match column.data_type() {
            DataType::Date32 => value::<Date32Type>(column, row).map(i64::from),
            DataType::Date64 => value::<Date64Type>(column, row),
            DataType::Timestamp(TimeUnit::Second, _) => value::<TimestampSecondType>(column, row),
            DataType::Timestamp(TimeUnit::Millisecond, _) => value::<TimestampMillisecondType>(column, row),
            DataType::Timestamp(TimeUnit::Microsecond, _) => value::<TimestampMicrosecondType>(column, row),
            _ => value::<TimestampNanosecondType>(column, row),
        };
        let _written = raw.map(|raw| write!(text, "{raw}"));
        return;
    };
    let _written = write!(text, "{date}");
    if !time.is_zero() {
        text.push('T');
        write_time(time, text);
        if is_world_time {
            text.push('Z');
        }
    }
}

fn time_of_day(column: &dyn Array, row: usize) -> Option<SignedDuration> {
    Some(match column.data_type() {
        DataType::Time32(TimeUnit::Second) => {
            SignedDuration::from_secs(i64::from(value::<Time32SecondType>(column, row)?))
        }
        DataType::Time32(_) => SignedDuration::from_millis(i64::from(value::<Time32MillisecondType>(column, row)?)),
        DataType::Time64(TimeUnit::Microsecond) => {
            SignedDuration::from_micros(value::<Time64MicrosecondType>(column, row)?)
        }
        _ => SignedDuration::from_nanos(value::<Time64NanosecondType>(column, row)?),
    })
}

fn write_time(time: SignedDuration, text: &mut String) {
    let seconds = time.as_secs();
    let _written = write!(text, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    let fraction = time.subsec_nanos().unsigned_abs();
    if fraction > 0 {
        let _written = write!(text, ".{fraction:09}");
        text.truncate(text.trim_end_matches('0').len());
    }
}
