use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// How far reading has come, and whether it is still wanted. A clone is the same one.
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<State>);

#[derive(Debug, Default)]
struct State {
    done: AtomicU64,
    total: AtomicU64,
    rows: AtomicU64,
    cancelled: AtomicBool,
}

impl Progress {
    /// Returns the part of the bytes that is read, 0 to 1; nothing while the whole is not known.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a bar needs no more digits than f32 has")]
    pub fn part(&self) -> Option<f32> {
        let (done, total) = (self.0.done.load(Ordering::Relaxed), self.0.total.load(Ordering::Relaxed));
        (total > 0).then(|| (done as f32 / total as f32).min(1.0))
    }

    /// Returns how many rows were read.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.0.rows.load(Ordering::Relaxed)
    }

    /// Asks that reading stop.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    /// Returns whether reading shall stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }

    /// Returns the bytes to read, and the bytes and rows that were read.
    pub(in crate::data) fn counts(&self) -> (u64, u64, u64) {
        let of = |count: &AtomicU64| count.load(Ordering::Relaxed);
        (of(&self.0.total), of(&self.0.done), of(&self.0.rows))
    }

    /// Adds bytes to read.
    pub(in crate::data) fn expect_bytes(&self, bytes: u64) {
        self.0.total.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Adds bytes and rows that were read.
    pub(in crate::data) fn advance(&self, bytes: u64, rows: u64) {
        self.0.done.fetch_add(bytes, Ordering::Relaxed);
        self.0.rows.fetch_add(rows, Ordering::Relaxed);
    }
}
