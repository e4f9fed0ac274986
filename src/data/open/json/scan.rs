use std::io::{self, Read};

use memchr::{memchr, memchr_iter, memchr3};

/// How many bytes are read at once.
const BLOCK_BYTES: usize = 1 << 16;

/// How objects follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One a line.
    Lines,
    /// In a list, or after each other over several lines each.
    Free,
}

/// An object with the line on which it begins, from 1.
pub(super) struct Taken<'a> {
    pub(super) line: u64,
    pub(super) text: &'a [u8],
}

/// Why the next object cannot be taken.
#[derive(Debug)]
pub(super) enum Fault {
    Read(io::Error),
    Damaged { line: u64, detail: &'static str },
    TooLong,
}

impl Shape {
    /// Returns how the objects of a file follow each other: one a line if the first line that says something is a whole
    /// one.
    pub(super) fn of(mut from: impl Read) -> io::Result<Self> {
        let mut start = Vec::new();
        let mut block = vec![0_u8; BLOCK_BYTES];
        loop {
            let read = from.read(&mut block)?;
            start.extend_from_slice(block.get(..read).unwrap_or_default());
            let text = without_mark(&start).trim_ascii_start();
            if text.first().is_some_and(|first| *first != b'{') {
                return Ok(Self::Free);
            }
            let line = memchr(b'\n', text).map(|end| text.get(..end).unwrap_or_default());
            // A first object longer than this is looked at as one that may take several lines.
            let is_enough = read == 0 || start.len() > BLOCK_BYTES * 16;
            match line.or(is_enough.then_some(text)) {
                Some(line) => {
                    let is_whole = super::object::fields(line, &mut |_key, _value| ()).is_ok();
                    return Ok(if is_whole { Self::Lines } else { Self::Free });
                }
                None if read == 0 => return Ok(Self::Free),
                None => {}
            }
        }
    }
}

/// Returns text without the mark of its byte order.
fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text)
}

/// Takes the objects of a file, one at a time.
pub(super) struct Scan<'a> {
    from: Box<dyn Read + 'a>,
    shape: Shape,
    limit: usize,
    block: Vec<u8>,
    /// What of the block is still to come.
    rest: std::ops::Range<usize>,
    line: u64,
    object: Vec<u8>,
    place: Place,
}

/// Where in the file reading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Between,
    InList { is_after_object: bool },
    End,
}

impl<'a> Scan<'a> {
    /// Returns one at the start of a file, for objects of up to a length.
    pub(super) fn new(from: Box<dyn Read + 'a>, shape: Shape, limit: u64) -> Self {
        Self {
            from,
            shape,
            limit: usize::try_from(limit).unwrap_or(usize::MAX),
            block: vec![0; BLOCK_BYTES],
            rest: 0..0,
            line: 1,
            object: Vec::new(),
            place: Place::Start,
        }
    }

    /// Returns the next object, nothing after the last.
    pub(super) fn next(&mut self) -> Result<Option<Taken<'_>>, Fault> {
        if self.place == Place::Start {
            self.skip_mark()?;
            self.place = Place::Between;
        }
        self.object.clear();
        let found = match self.shape {
            Shape::Lines => self.next_line()?,
            Shape::Free => self.next_free()?,
        };
        Ok(found.map(|line| Taken { line, text: &self.object }))
    }

    fn skip_mark(&mut self) -> Result<(), Fault> {
        for sign in *b"\xEF\xBB\xBF" {
            if self.peek()? == Some(sign) {
                self.rest.start += 1;
            }
        }
        Ok(())
    }

    /// Returns what of the block is to come, a new block when there is nothing; empty at the end.
    fn more(&mut self) -> Result<&[u8], Fault> {
        while self.rest.is_empty() {
            match self.from.read(&mut self.block) {
                Ok(0) => return Ok(&[]),
                Ok(read) => self.rest = 0..read,
                Err(problem) if problem.kind() == io::ErrorKind::Interrupted => {}
                Err(problem) => return Err(Fault::Read(problem)),
            }
        }
        Ok(self.block.get(self.rest.clone()).unwrap_or_default())
    }

    fn peek(&mut self) -> Result<Option<u8>, Fault> {
        self.more().map(|more| more.first().copied())
    }

    /// Moves a number of bytes of the block to the object.
    fn keep(&mut self, count: usize) -> Result<(), Fault> {
        let end = (self.rest.start + count).min(self.rest.end);
        let kept = self.block.get(self.rest.start..end).unwrap_or_default();
        if self.object.len() + kept.len() > self.limit {
            return Err(Fault::TooLong);
        }
        self.line += memchr_iter(b'\n', kept).count() as u64;
        self.object.extend_from_slice(kept);
        self.rest.start = end;
        Ok(())
    }

    /// Takes the next line that says something, and returns its number.
    fn next_line(&mut self) -> Result<Option<u64>, Fault> {
        loop {
            let line = self.line;
            self.object.clear();
            loop {
                let more = self.more()?;
                let (count, length) = (memchr(b'\n', more), more.len());
                if length == 0 {
                    break;
                }
                self.keep(count.map_or(length, |count| count + 1))?;
                if count.is_some() {
                    break;
                }
            }
            if self.object.is_empty() {
                return Ok(None);
            }
            if !self.object.trim_ascii().is_empty() {
                return Ok(Some(line));
            }
        }
    }

    /// Takes the next object, in a list or not, and returns its line.
    fn next_free(&mut self) -> Result<Option<u64>, Fault> {
        loop {
            let Some(sign) = self.peek()? else {
                return match self.place {
                    Place::InList { .. } => Err(self.damaged("the list does not end; the file seems to be cut off")),
                    _ => Ok(None),
                };
            };
            match (sign, self.place) {
                (b' ' | b'\t' | b'\r', _) => self.rest.start += 1,
                (b'\n', _) => {
                    self.line += 1;
                    self.rest.start += 1;
                }
                (b'{', Place::Between | Place::InList { is_after_object: false }) => {
                    if self.place != Place::Between {
                        self.place = Place::InList { is_after_object: true };
                    }
                    let line = self.line;
                    self.take_object()?;
                    return Ok(Some(line));
                }
                (b',', Place::InList { is_after_object: true }) | (b'[', Place::Between) => {
                    self.place = Place::InList { is_after_object: false };
                    self.rest.start += 1;
                }
                (b']', Place::InList { .. }) => {
                    self.place = Place::End;
                    self.rest.start += 1;
                }
                (_, Place::InList { is_after_object: true }) => {
                    return Err(self.damaged("there is no comma between two objects"));
                }
                (_, Place::End) => return Err(self.damaged("something follows the end of the list")),
                _ => return Err(self.damaged("something that is no object stands where a row should be")),
            }
        }
    }

    /// Takes from an opening brace to the one that closes it.
    fn take_object(&mut self) -> Result<(), Fault> {
        let (mut depth, mut in_text, mut is_escaped) = (0_u64, false, false);
        loop {
            let more = self.more()?;
            if more.is_empty() {
                return Err(self.damaged("an object does not end; the file seems to be cut off"));
            }
            let mut taken = 0;
            let mut is_whole = false;
            for sign in more {
                taken += 1;
                match (*sign, in_text) {
                    _ if is_escaped => is_escaped = false,
                    (b'\\', true) => is_escaped = true,
                    (b'"', _) => in_text = !in_text,
                    (b'{' | b'[', false) => depth += 1,
                    (b'}' | b']', false) => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    is_whole = true;
                    break;
                }
            }
            self.keep(taken)?;
            if is_whole {
                return Ok(());
            }
        }
    }

    fn damaged(&self, detail: &'static str) -> Fault {
        Fault::Damaged { line: self.line, detail }
    }
}

/// Returns where in text the string ends that begins after an opening quotation mark: the place of the closing one.
pub(super) fn end_of_string(text: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + memchr3(b'"', b'\\', b'\n', text.get(from..)?)?;
        match text.get(at) {
            Some(b'"') => return Some(at),
            Some(b'\\') => from = at + 2,
            _ => return None,
        }
    }
}
