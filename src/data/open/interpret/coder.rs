use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// Different texts that are kept of a column; beyond them each is looked up anew.
const KEPT: usize = 1 << 16;

/// Texts longer than this are looked up anew each time.
const KEPT_BYTES: usize = 256;

/// Remembers what the texts of a column stand for, so that each is looked up once.
pub(super) struct Coder<T> {
    last: String,
    last_code: Option<T>,
    known: HashMap<Box<str>, Option<T>, FixedState>,
}

impl<T: Copy> Coder<T> {
    /// Returns one that knows nothing yet.
    pub(super) fn new() -> Self {
        Self { last: String::new(), last_code: None, known: HashMap::with_hasher(FixedState::default()) }
    }

    /// Returns what a text stands for, as found by `find` when it is met first.
    #[inline]
    pub(super) fn code(&mut self, text: &str, find: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        // An empty text is never remembered as the last: that is how the memory begins.
        if text == self.last && !text.is_empty() {
            return self.last_code;
        }
        let code = match self.known.get(text) {
            Some(code) => *code,
            None => self.look_up(text, find),
        };
        if text.len() <= KEPT_BYTES {
            self.last.clear();
            self.last.push_str(text);
            self.last_code = code;
        }
        code
    }

    #[cold]
    fn look_up(&mut self, text: &str, find: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let code = find(text);
        if self.known.len() < KEPT && text.len() <= KEPT_BYTES {
            self.known.insert(text.into(), code);
        }
        code
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_is_looked_up_once() {
        let mut asked = Vec::new();
        let mut coder = Coder::new();
        for text in ["", "a", "a", "", "b", "a", "unknown", "unknown", "b"] {
            let code = coder.code(text, |text| {
                asked.push(text.to_owned());
                (text.len() < 2).then_some(text.len())
            });
            assert_eq!(code, (text.len() < 2).then_some(text.len()), "{text}");
        }
        assert_eq!(asked, ["", "a", "b", "unknown"]);
    }

    #[test]
    fn memory_is_bounded() {
        let mut coder = Coder::new();
        for number in 0..KEPT + 10 {
            assert_eq!(coder.code(&number.to_string(), |text| text.parse::<usize>().ok()), Some(number));
        }
        assert_eq!(coder.known.len(), KEPT);
    }
}
