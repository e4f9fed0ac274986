/// How long frames take while a file is read or joined in the background: for measuring, at
/// `LODESCOPE_LOG=info`.
#[derive(Debug, Default)]
pub struct FrameTimes {
    /// Of the reading under way: how many frames were shown, and the CPU time of the longest, in seconds.
    running: Option<(u32, f32)>,
}

impl FrameTimes {
    /// Takes down a frame and the CPU time of the one before, in seconds, and says the longest once nothing is read any
    /// more. The frame in which a dataset arrives counts too.
    pub fn note(&mut self, is_busy: bool, seconds: Option<f32>) {
        if let (Some((frames, longest)), Some(seconds)) = (&mut self.running, seconds) {
            *frames = frames.saturating_add(1);
            *longest = longest.max(seconds);
        }
        if is_busy {
            self.running.get_or_insert_default();
        } else if let Some((frames, longest)) = self.running.take() {
            tracing::info!(frames, longest_ms = f64::from(longest) * 1e3, "frames while files were read");
        }
    }
}
