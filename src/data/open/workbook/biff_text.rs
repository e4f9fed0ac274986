use encoding_rs::{Encoding, WINDOWS_1252};

use super::compound::{u16_at, u32_at};

/// The record that goes on with what the one before had no room for.
const CONTINUE: u16 = 0x003C;

/// What texts of a workbook are made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letters {
    /// Whether texts are Unicode, from Excel 97 on; else they are in a code page.
    pub(super) is_unicode: bool,
    /// The code page.
    pub(super) encoding: &'static Encoding,
}

impl Letters {
    /// Returns the encoding of a code page as Excel numbers it.
    pub(super) fn of_code_page(page: u16) -> &'static Encoding {
        let label: &[u8] = match page {
            874 => b"windows-874",
            932 => b"shift_jis",
            936 => b"gbk",
            949 => b"euc-kr",
            950 => b"big5",
            1250 => b"windows-1250",
            1251 => b"windows-1251",
            1253 => b"windows-1253",
            1254 => b"windows-1254",
            1255 => b"windows-1255",
            1256 => b"windows-1256",
            1257 => b"windows-1257",
            1258 => b"windows-1258",
            10_000 | 32_768 => b"macintosh",
            866 => b"ibm866",
            _ => b"windows-1252",
        };
        Encoding::for_label(label).unwrap_or(WINDOWS_1252)
    }

    /// Returns the text of a record that begins at a place with its length, of one byte or two.
    pub(super) fn text(self, record: &[u8], at: usize, is_short: bool) -> Option<String> {
        let (count, at) =
            if is_short { (usize::from(*record.get(at)?), at + 1) } else { (usize::from(u16_at(record, at)?), at + 2) };
        if !self.is_unicode {
            let end = (at + count).min(record.len());
            return Some(self.encoding.decode_without_bom_handling(record.get(at..end)?).0.into_owned());
        }
        let flags = *record.get(at)?;
        let mut text = String::new();
        push_letters(record.get(at + 1..)?, count, flags & 1 != 0, &mut text);
        Some(text)
    }
}

/// Adds up to a number of letters, of one byte or two each; returns how many there were and the bytes they took.
fn push_letters(bytes: &[u8], count: usize, is_wide: bool, text: &mut String) -> (usize, usize) {
    if is_wide {
        let units = bytes.chunks_exact(2).take(count).filter_map(|unit| u16_at(unit, 0));
        text.extend(char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)));
        let taken = count.min(bytes.len() / 2);
        (taken, taken * 2)
    } else {
        let taken = count.min(bytes.len());
        text.extend(bytes.iter().take(taken).map(|letter| char::from(*letter)));
        (taken, taken)
    }
}

/// A record and those that go on with it.
pub(super) struct Records<'a> {
    stream: &'a [u8],
}

/// A record.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
    /// What follows it in the stream.
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub(super) fn new(stream: &'a [u8]) -> Self {
        Self { stream }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let kind = u16_at(self.stream, 0)?;
        let length = usize::from(u16_at(self.stream, 2)?);
        let data = self.stream.get(4..4 + length)?;
        self.stream = self.stream.get(4 + length..)?;
        Some(Record { kind, data, rest: self.stream })
    }
}

/// Returns the texts that cells share. A text may go on in the next record, where its letters may change their width.
pub(super) fn shared_texts(record: Record<'_>) -> Option<Vec<String>> {
    let count = u32_at(record.data, 4)?;
    let mut parts = Parts { here: record.data.get(8..)?, more: Records::new(record.rest) };
    let mut texts = Vec::new();
    for _text in 0..count {
        let Some(text) = parts.text() else { break };
        texts.push(text);
    }
    Some(texts)
}

/// A record that goes on in others.
struct Parts<'a> {
    here: &'a [u8],
    more: Records<'a>,
}

impl<'a> Parts<'a> {
    /// Goes on to the next record; returns whether there is one.
    fn go_on(&mut self) -> bool {
        match self.more.next() {
            Some(record) if record.kind == CONTINUE => {
                self.here = record.data;
                true
            }
            _ => false,
        }
    }

    /// Returns a number of bytes that lie together.
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        while self.here.is_empty() {
            if !self.go_on() {
                return None;
            }
        }
        let (taken, rest) = self.here.split_at_checked(count)?;
        self.here = rest;
        Some(taken)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let skipped = count.min(self.here.len());
            self.here = self.here.get(skipped..)?;
            count -= skipped;
            if count > 0 && !self.go_on() {
                return None;
            }
        }
        Some(())
    }

    fn text(&mut self) -> Option<String> {
        let head = self.take(3)?;
        let (mut count, flags) = (usize::from(u16_at(head, 0)?), *head.get(2)?);
        let mut is_wide = flags & 1 != 0;
        let runs = if flags & 8 != 0 { usize::from(u16_at(self.take(2)?, 0)?) } else { 0 };
        let extra = if flags & 4 != 0 { u32_at(self.take(4)?, 0)? as usize } else { 0 };
        let mut text = String::new();
        while count > 0 {
            let (taken, bytes) = push_letters(self.here, count, is_wide, &mut text);
            self.here = self.here.get(bytes..)?;
            count -= taken;
            if count > 0 {
                if !self.go_on() {
                    return None;
                }
                let (flags, rest) = self.here.split_first()?;
                is_wide = flags & 1 != 0;
                self.here = rest;
            }
        }
        self.skip(runs * 4)?;
        self.skip(extra)?;
        Some(text)
    }
}
