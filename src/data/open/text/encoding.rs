use std::sync::atomic::{AtomicBool, Ordering};

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::data::open::TextEncoding;

/// How text is kept as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-8, or ASCII until anything else is met.
    Utf8,
    /// Windows-1252, in which spreadsheets of western Europe write.
    Windows1252,
    /// UTF-16, low byte first.
    Utf16Little,
    /// UTF-16, high byte first.
    Utf16Big,
}

/// Why bytes are taken for no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NoText(pub(super) &'static str);

/// Of so many bytes, one may be a control sign that stands in no text.
const CONTROLS: usize = 20;

impl Encoding {
    /// Returns the encoding of a file by its first bytes, and how many of these are a mark of it.
    pub(super) fn detect(head: &[u8], is_whole: bool) -> Result<(Self, usize), NoText> {
        if head.starts_with(&[0xff, 0xfe, 0, 0]) || head.starts_with(&[0, 0, 0xfe, 0xff]) {
            return Err(NoText("it is UTF-32, which is not read"));
        }
        let marks: [(&[u8], Self); 3] =
            [(&[0xef, 0xbb, 0xbf], Self::Utf8), (&[0xff, 0xfe], Self::Utf16Little), (&[0xfe, 0xff], Self::Utf16Big)];
        if let Some((mark, encoding)) = marks.into_iter().find(|(mark, _)| head.starts_with(mark)) {
            return Ok((encoding, mark.len()));
        }
        if let Some(encoding) = Self::utf16(head) {
            return Ok((encoding, 0));
        }
        let is_control = |byte: &&u8| matches!(**byte, 0..=8 | 14..=26 | 28..=31);
        if head.iter().filter(is_control).count() * CONTROLS > head.len() {
            return Err(NoText("most of it is no text"));
        }
        Ok((Self::utf8_or_not(head, is_whole), 0))
    }

    /// Returns which UTF-16 bytes are by where the zeros of western letters stand, if they are.
    fn utf16(head: &[u8]) -> Option<Self> {
        let zeros = |odd: usize| head.chunks_exact(2).filter(|pair| pair.get(odd) == Some(&0)).count();
        let (first, second, pairs) = (zeros(0), zeros(1), head.len() / 2);
        // Even a table of Chinese names has signs between its cells and digits.
        let is_most = |of: usize, other: usize| of * 4 > pairs && other * 16 < of;
        if is_most(second, first) { Some(Self::Utf16Little) } else { is_most(first, second).then_some(Self::Utf16Big) }
    }

    fn utf8_or_not(head: &[u8], is_whole: bool) -> Self {
        let (mut letters, mut faults) = (0, 0);
        let mut chunks = head.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            letters += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
            // What the first bytes cut through is no fault.
            let is_cut = chunks.peek().is_none() && !is_whole;
            faults += usize::from(!chunk.invalid().is_empty() && !is_cut);
        }
        if faults > letters { Self::Windows1252 } else { Self::Utf8 }
    }
}

/// What was met of an encoding by all who read a text.
#[derive(Debug, Default)]
pub(super) struct Met {
    is_beyond_ascii: AtomicBool,
    is_western: AtomicBool,
}

impl Met {
    /// Returns the encoding of a text that was taken for one, as far as it was read.
    pub(super) fn encoding(&self, taken_for: Encoding) -> TextEncoding {
        match taken_for {
            Encoding::Utf16Little => TextEncoding::Utf16Little,
            Encoding::Utf16Big => TextEncoding::Utf16Big,
            Encoding::Windows1252 => TextEncoding::Windows1252,
            Encoding::Utf8 if self.is_western.load(Ordering::Relaxed) => TextEncoding::Windows1252,
            Encoding::Utf8 if self.is_beyond_ascii.load(Ordering::Relaxed) => TextEncoding::Utf8,
            Encoding::Utf8 => TextEncoding::Ascii,
        }
    }
}

/// Turns bytes into text, piece by piece.
pub(super) struct Decoding {
    encoding: Encoding,
    decoder: Option<Decoder>,
    /// The start of a letter that the last piece ended in.
    pending: Vec<u8>,
    /// Whether a letter beyond ASCII was met that is UTF-8.
    is_proven: bool,
}

impl Decoding {
    /// Returns one for the start of a text.
    pub(super) fn new(encoding: Encoding) -> Self {
        let decoder = match encoding {
            Encoding::Utf8 => None,
            Encoding::Windows1252 => Some(WINDOWS_1252.new_decoder_without_bom_handling()),
            Encoding::Utf16Little => Some(UTF_16LE.new_decoder_without_bom_handling()),
            Encoding::Utf16Big => Some(UTF_16BE.new_decoder_without_bom_handling()),
        };
        Self { encoding, decoder, pending: Vec::new(), is_proven: false }
    }

    /// Takes down what was met so far.
    pub(super) fn tell(&self, met: &Met) {
        met.is_beyond_ascii.fetch_or(self.is_proven, Ordering::Relaxed);
        met.is_western.fetch_or(self.encoding == Encoding::Windows1252, Ordering::Relaxed);
    }

    /// Adds the text of a piece to `into`; returns whether any of it had to be replaced.
    pub(super) fn push(&mut self, piece: &[u8], is_last: bool, into: &mut String) -> bool {
        let start = into.len();
        let is_broken = match self.encoding {
            Encoding::Utf8 => self.push_utf8(piece, is_last, into),
            _ => self.push_decoded(piece, is_last, into),
        };
        let has_zeros = into.as_bytes().get(start..).is_some_and(|new| memchr::memchr(0, new).is_some());
        if has_zeros {
            let new = into.split_off(start).replace('\0', "\u{fffd}");
            into.push_str(&new);
        }
        is_broken || has_zeros
    }

    fn push_utf8(&mut self, piece: &[u8], is_last: bool, into: &mut String) -> bool {
        if self.pending.is_empty() {
            if let Ok(text) = std::str::from_utf8(piece) {
                self.is_proven = self.is_proven || !text.is_ascii();
                into.push_str(text);
                return false;
            }
            return self.push_mixed(piece, is_last, into);
        }
        let joined = [std::mem::take(&mut self.pending).as_slice(), piece].concat();
        self.push_mixed(&joined, is_last, into)
    }

    /// Adds a piece that is not all UTF-8, or ends within a letter.
    fn push_mixed(&mut self, piece: &[u8], is_last: bool, into: &mut String) -> bool {
        let mut is_broken = false;
        let mut at = 0;
        for chunk in piece.utf8_chunks() {
            self.is_proven = self.is_proven || !chunk.valid().is_ascii();
            into.push_str(chunk.valid());
            at += chunk.valid().len();
            let invalid = chunk.invalid();
            if invalid.is_empty() {
                continue;
            }
            let rest = piece.get(at..).unwrap_or_default();
            at += invalid.len();
            let is_cut = at == piece.len()
                && !is_last
                && std::str::from_utf8(invalid).is_err_and(|fault| fault.error_len().is_none());
            if is_cut {
                self.pending = invalid.to_vec();
            } else if self.is_proven {
                is_broken = true;
                into.push('\u{fffd}');
            } else {
                // All before was ASCII, so nothing speaks for UTF-8: from here on the file is read as what it is.
                let proven = Self::new(Encoding::Windows1252);
                (self.encoding, self.decoder) = (proven.encoding, proven.decoder);
                return self.push_decoded(rest, is_last, into);
            }
        }
        is_broken
    }

    fn push_decoded(&mut self, piece: &[u8], is_last: bool, into: &mut String) -> bool {
        let Some(decoder) = &mut self.decoder else { return false };
        let room = decoder.max_utf8_buffer_length(piece.len()).unwrap_or(piece.len().saturating_mul(3) + 16);
        into.reserve(room);
        decoder.decode_to_string(piece, into, is_last).2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], size: usize) -> (Encoding, String, bool) {
        let (encoding, mark) = Encoding::detect(bytes, true).unwrap();
        let mut decoding = Decoding::new(encoding);
        let mut text = String::new();
        let mut is_broken = false;
        let mut pieces = bytes[mark..].chunks(size).peekable();
        while let Some(piece) = pieces.next() {
            is_broken |= decoding.push(piece, pieces.peek().is_none(), &mut text);
        }
        (encoding, text, is_broken)
    }

    #[test]
    fn encodings_are_told_apart_and_read_in_pieces_of_any_size() {
        let written = "land,wert\nCôte d’Ivoire — Öland,5\n中国,6\n";
        let plain = "land,wert\nCôte d’Ivoire — Öland,5\n";
        let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        for size in [1, 2, 3, 7, 1000] {
            assert_eq!(text(written.as_bytes(), size), (Encoding::Utf8, written.to_owned(), false));
            let marked = [&[0xef, 0xbb, 0xbf], written.as_bytes()].concat();
            assert_eq!(text(&marked, size), (Encoding::Utf8, written.to_owned(), false));
            let little = utf16(written, u16::to_le_bytes);
            assert_eq!(text(&little, size), (Encoding::Utf16Little, written.to_owned(), false));
            let marked = [&[0xff, 0xfe], little.as_slice()].concat();
            assert_eq!(text(&marked, size), (Encoding::Utf16Little, written.to_owned(), false));
            let big = utf16(written, u16::to_be_bytes);
            assert_eq!(text(&big, size), (Encoding::Utf16Big, written.to_owned(), false));
            let western = encoding_rs::WINDOWS_1252.encode(plain).0.into_owned();
            assert_eq!(text(&western, size), (Encoding::Windows1252, plain.to_owned(), false));
        }
    }

    #[test]
    fn a_file_that_turns_out_not_to_be_utf8_is_read_as_western() {
        let mut decoding = Decoding::new(Encoding::Utf8);
        let mut text = String::new();
        assert!(!decoding.push(b"plain,1\n", false, &mut text));
        assert!(!decoding.push(b"C\xf4te,2\n\x97,3\n", false, &mut text));
        assert!(!decoding.push(b"\xd6land,4\n", true, &mut text));
        assert_eq!(text, "plain,1\nCôte,2\n—,3\nÖland,4\n");
    }

    #[test]
    fn what_is_no_text_is_replaced_and_said() {
        let (_, read, is_broken) = text("é,1\n\u{e9}".as_bytes(), 100);
        assert!(!is_broken && read == "é,1\né");
        assert_eq!(text(b"\xc3\xa9\xc3\xa9,1\nb\xff,2", 100), (Encoding::Utf8, "éé,1\nb\u{fffd},2".to_owned(), true));
        assert_eq!(text(b"abcdefghijklmnopqrstuvw,1\0\n", 100).1, "abcdefghijklmnopqrstuvw,1\u{fffd}\n");
        assert!(Encoding::detect(&[0, 1, 2, 3, 4, 5, 6, 7], true).is_err());
        assert!(Encoding::detect(b"\xff\xfe\0\0a\0\0\0", true).is_err());
    }
}
