use proptest::prelude::*;

use super::*;

const POINT: Numbers = Numbers { decimal: '.', thousands: Some(',') };
const COMMA: Numbers = Numbers { decimal: ',', thousands: Some('.') };

fn read(text: &str, numbers: Numbers) -> Result<Option<Amount>, IssueKind> {
    let missing = ["-", "null"].map(str::to_owned);
    read_cell(text, "", numbers, &missing)
        .map(|quantity| quantity.map(|quantity| quantity.amount))
        .map_err(|refusal| refusal.kind)
}

#[test]
fn numbers_of_any_style_are_read() {
    for (text, numbers, value) in [
        ("1234.5", POINT, 1234.5),
        ("1,234,567.25", POINT, 1_234_567.25),
        ("1.234.567,25", COMMA, 1_234_567.25),
        ("0,5", COMMA, 0.5),
        ("1 234", POINT, 1234.0),
        ("1\u{a0}234,5", COMMA, 1234.5),
        ("12\u{2009}345\u{2009}678", POINT, 12_345_678.0),
        ("1\u{202f}234", COMMA, 1234.0),
        ("1'234'567", POINT, 1_234_567.0),
        ("1’234.5", POINT, 1234.5),
        ("1.2e3", POINT, 1200.0),
        ("1,2E+03", COMMA, 1200.0),
        ("5e-3", POINT, 0.005),
        (".5", POINT, 0.5),
        ("+7", POINT, 7.0),
        ("0", POINT, 0.0),
        ("-0", POINT, 0.0),
        ("0.000", POINT, 0.0),
        ("  42 ", POINT, 42.0),
        ("12345678901234567890.5", POINT, 12_345_678_901_234_567_890.5),
    ] {
        let value = if value > 1e18 { Err(IssueKind::UnknownValue) } else { Ok(Some(Amount::Exact(value))) };
        assert_eq!(read(text, numbers), value, "{text}");
    }
}

#[test]
fn bounds_ranges_and_estimates_have_numbers_of_the_same_style() {
    assert_eq!(read(">1.000,5", COMMA), Ok(Some(Amount::AtLeast(1000.5))));
    assert_eq!(read("≤ 1 000", POINT), Ok(Some(Amount::AtMost(1000.0))));
    assert_eq!(read("1.000–2.500", COMMA), Ok(Some(Amount::Range { low: 1000.0, high: 2500.0 })));
    assert_eq!(read("10,000 - 15,000", POINT), Ok(Some(Amount::Range { low: 1e4, high: 1.5e4 })));
    assert_eq!(read("1e-3", POINT), Ok(Some(Amount::Exact(0.001))));
    let estimate = read_cell("e5,000", "", POINT, &[]).unwrap().unwrap();
    assert_eq!(estimate, Quantity { amount: Amount::Exact(5000.0), estimated: true });
    let noted = read_cell("5.000,0", "Estimated.", COMMA, &[]).unwrap().unwrap();
    assert_eq!(noted, Quantity { amount: Amount::Exact(5000.0), estimated: true });
}

#[test]
fn what_is_missing_is_never_zero() {
    for text in ["", "  ", "\u{a0}"] {
        assert_eq!(read(text, POINT), Ok(None), "{text:?}");
    }
    for text in ["-", "NULL", "NA", "n/a", "..", "Not available"] {
        assert_eq!(read(text, POINT), Ok(Some(Amount::NotAvailable)), "{text}");
    }
    assert_eq!(read("W", POINT), Ok(Some(Amount::Withheld)));
    assert_eq!(read("withheld", POINT), Ok(Some(Amount::Withheld)));
}

#[test]
fn everything_else_is_an_issue_that_says_how_to_mend_it() {
    for text in ["-5", "−5", "(5)", "-1,000.5", ">-5", "-1e3"] {
        assert_eq!(read(text, POINT), Err(IssueKind::NegativeValue), "{text}");
    }
    for text in [
        "1e400",
        "inf",
        "NaN",
        "Infinity",
        "5 t",
        "5*",
        "5¹",
        "1,23",
        "12,3456",
        "1.2.3",
        "#REF!",
        "about 5",
        "5%",
        "1,,000",
        "1,000 000",
        "0x10",
        "1e",
        "e",
        "–",
        "１２",
        "2024-01-01",
    ] {
        assert_eq!(read(text, POINT), Err(IssueKind::UnknownValue), "{text}");
    }
    for text in ["1.234", "1,234.5"] {
        let refusal = read_cell(text, "", Numbers { decimal: ',', thousands: None }, &[]).unwrap_err();
        assert!(refusal.mend.contains("decimal sign"), "{refusal:?}");
    }
    assert!(read_cell("226,000 kt", "", POINT, &[]).unwrap_err().mend.contains("'kt'"));
}

#[test]
fn years_are_four_digits() {
    for (text, read) in [
        ("2024", Some(2024)),
        (" 2024 ", Some(2024)),
        ("2024.0", Some(2024)),
        ("1500", Some(1500)),
        ("1499", None),
        ("2101", None),
        ("2024.5", None),
        ("2024.", None),
        ("2024-12-31", Some(2024)),
        ("2024/01/05", Some(2024)),
        ("2024-12-31T00:00:00", Some(2024)),
        ("2024-13-01", None),
        ("2024-12", None),
        ("2024-12-3x", None),
        ("2023/24", None),
        ("2023-24", None),
        ("FY2024", None),
        ("24", None),
        ("20245", None),
        ("2,024", None),
        ("é024", None),
        ("", None),
    ] {
        assert_eq!(year(text), read, "{text}");
    }
}

proptest! {
    #[test]
    fn a_short_number_is_what_the_standard_library_reads(text in "[0-9]{1,10}(\\.[0-9]{1,5})?") {
        prop_assert_eq!(short_number(&text, POINT).map(f64::to_bits), text.parse::<f64>().ok().map(f64::to_bits));
    }

    #[test]
    fn a_number_reads_the_same_in_every_style(value in 0.0_f64..1e12, thousands in prop::sample::select(vec![',', '.', ' ', '\''])) {
        let decimal = if thousands == ',' { '.' } else { ',' };
        let plain = format!("{value:.3}");
        let (whole, fraction) = plain.split_once('.').unwrap();
        let mut grouped = String::new();
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                grouped.push(thousands);
            }
            grouped.push(digit);
        }
        let numbers = Numbers { decimal, thousands: Some(thousands) };
        prop_assert_eq!(number(&format!("{grouped}{decimal}{fraction}"), numbers), plain.parse().ok());
    }

    #[test]
    fn any_text_gives_a_value_or_a_reason(text in ".{0,20}") {
        if let Ok(Some(quantity)) = read_cell(&text, "", POINT, &[]) {
            prop_assert!(quantity.value().is_none_or(is_amount), "{text}: {quantity:?}");
        }
    }
}
