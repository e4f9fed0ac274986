/// What a compound file begins with.
const MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// Sector numbers from here on mark ends, not sectors.
const LAST_SECTOR: u32 = 0xFFFF_FFFA;
const ENTRY_BYTES: usize = 128;
const MINI_SECTOR_BYTES: usize = 64;
/// Streams shorter than this lie in mini sectors.
const MINI_STREAM_BELOW: u64 = 4_096;

/// What is wrong with a compound file, inside a sentence.
type Fault = &'static str;

/// A file of files, as Excel used them up to 2003 (MS-CFB).
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector_bytes: usize,
    table: Vec<u32>,
    entries: Vec<Entry>,
    mini_table: Vec<u32>,
    mini_stream: Vec<u8>,
}

/// A file in it.
struct Entry {
    name: String,
    start: u32,
    bytes: u64,
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let found = bytes.get(at..at.checked_add(2)?)?;
    found.try_into().ok().map(u16::from_le_bytes)
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let found = bytes.get(at..at.checked_add(4)?)?;
    found.try_into().ok().map(u32::from_le_bytes)
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    (0..bytes.len() / 4).filter_map(|index| u32_at(bytes, index * 4))
}

impl<'a> Compound<'a> {
    /// Returns what a file is made of.
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, Fault> {
        const SHORT: Fault = "it is too short";
        if !bytes.starts_with(MAGIC) {
            return Err("it does not begin as one");
        }
        let shift = u16_at(bytes, 30).ok_or(SHORT)?;
        if ![9, 12].contains(&shift) {
            return Err("its sectors have no size that is known");
        }
        let mut file = Self {
            bytes,
            sector_bytes: 1 << shift,
            table: Vec::new(),
            entries: Vec::new(),
            mini_table: Vec::new(),
            mini_stream: Vec::new(),
        };
        let count = bytes.len() / file.sector_bytes + 1;
        let (mut next, mut sectors) = (u32_at(bytes, 68).ok_or(SHORT)?, 0);
        let mut tables: Vec<u32> = words(bytes.get(76..512).ok_or(SHORT)?).collect();
        while next < LAST_SECTOR {
            sectors += 1;
            if sectors > count {
                return Err("its sectors go in circles");
            }
            let mut more: Vec<u32> = words(file.sector(next)?).collect();
            next = more.pop().ok_or(SHORT)?;
            tables.extend(more);
        }
        for sector in tables.into_iter().filter(|sector| *sector < LAST_SECTOR).take(count) {
            let words: Vec<u32> = words(file.sector(sector)?).collect();
            file.table.extend(words);
        }
        let directory = file.chain(u32_at(bytes, 48).ok_or(SHORT)?, u64::MAX)?;
        file.entries = directory.chunks_exact(ENTRY_BYTES).filter_map(|entry| Entry::of(entry, shift == 9)).collect();
        let root = file.entries.first().ok_or("it has no directory")?;
        let (root_start, root_bytes) = (root.start, root.bytes);
        if let Some(start) = u32_at(bytes, 60).filter(|start| *start < LAST_SECTOR) {
            file.mini_table = words(&file.chain(start, u64::MAX)?).collect();
            file.mini_stream = file.chain(root_start, root_bytes)?;
        }
        Ok(file)
    }

    /// Returns whether there is a file of a name in it.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// Returns the content of a file in it; nothing when there is none of that name.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Some(entry) = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        if entry.bytes >= MINI_STREAM_BELOW {
            return self.chain(entry.start, entry.bytes).map(Some);
        }
        let (mut content, mut next) = (Vec::new(), entry.start);
        while next < LAST_SECTOR && (content.len() as u64) < entry.bytes {
            let at = next as usize * MINI_SECTOR_BYTES;
            let sector = self.mini_stream.get(at..(at + MINI_SECTOR_BYTES).min(self.mini_stream.len()));
            content.extend_from_slice(sector.ok_or("a mini sector lies beyond its end")?);
            next = *self.mini_table.get(next as usize).ok_or("a mini sector is in no list")?;
        }
        content.truncate(usize::try_from(entry.bytes).unwrap_or(usize::MAX));
        Ok(Some(content))
    }

    fn sector(&self, number: u32) -> Result<&'a [u8], Fault> {
        let at = (number as usize + 1) * self.sector_bytes;
        let end = (at + self.sector_bytes).min(self.bytes.len());
        self.bytes.get(at..end).filter(|sector| !sector.is_empty()).ok_or("a sector lies beyond its end")
    }

    /// Returns the content of a chain of sectors, up to a length.
    fn chain(&self, start: u32, length: u64) -> Result<Vec<u8>, Fault> {
        let (mut content, mut next) = (Vec::new(), start);
        while next < LAST_SECTOR && (content.len() as u64) < length {
            content.extend_from_slice(self.sector(next)?);
            if content.len() > self.bytes.len() + self.sector_bytes {
                return Err("its sectors go in circles");
            }
            next = *self.table.get(next as usize).ok_or("a sector is in no list")?;
        }
        content.truncate(usize::try_from(length).unwrap_or(usize::MAX));
        Ok(content)
    }
}

impl Entry {
    /// Returns the file that an entry of the directory describes; nothing for an empty entry.
    fn of(entry: &[u8], is_short: bool) -> Option<Self> {
        let name_bytes = usize::from(u16_at(entry, 64)?).clamp(2, 64) - 2;
        let units: Vec<u16> = (0..name_bytes / 2).filter_map(|index| u16_at(entry, index * 2)).collect();
        let high = if is_short { 0 } else { u64::from(u32_at(entry, 124)?) };
        Some(Self {
            name: String::from_utf16_lossy(&units),
            start: u32_at(entry, 116)?,
            bytes: (high << 32) | u64::from(u32_at(entry, 120)?),
        })
    }
}
