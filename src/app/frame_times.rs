/// How long frames take while a file is read or joined in the background: for measuring, at
/// `LODESCOPE_LOG=info`.
#[derive(Debug, Default)]
pub struct FrameTimes {
    running: Option<Reading>,
}

/// The frames of the reading under way.
#[derive(Debug, Default)]
struct Reading {
    /// How many were shown.
    frames: u32,
    /// The one that took longest by the clock, waiting for others that need the processor included.
    longest: Longest,
    /// The one with the most CPU time of the window's thread, painting included.
    busiest: Longest,
    /// The thread's CPU time when the last one began, in seconds.
    begun: Option<f64>,
}

/// The frame that took most of something.
#[derive(Debug, Default)]
struct Longest {
    /// How much, in seconds.
    seconds: f64,
    /// Which it was, counted from 1.
    frame: u32,
}

impl Longest {
    fn note(&mut self, frame: u32, seconds: f64) {
        if seconds > self.seconds {
            *self = Self { seconds, frame };
        }
    }
}

impl FrameTimes {
    /// Takes down a frame and the time of the one before by the clock, in seconds, and says the longest once nothing is
    /// read any more. The frame in which a dataset arrives counts too.
    pub fn note(&mut self, is_busy: bool, seconds: Option<f32>) {
        if !tracing::enabled!(tracing::Level::INFO) {
            return;
        }
        if let Some(reading) = &mut self.running {
            let now = thread_seconds();
            reading.frames = reading.frames.saturating_add(1);
            reading.longest.note(reading.frames, seconds.map_or(0.0, f64::from));
            let busy = reading.begun.zip(now).map_or(0.0, |(begun, now)| now - begun);
            reading.busiest.note(reading.frames, busy);
            reading.begun = now;
        }
        if is_busy {
            self.running.get_or_insert_with(|| Reading { begun: thread_seconds(), ..Reading::default() });
        } else if let Some(Reading { frames, longest, busiest, .. }) = self.running.take() {
            tracing::info!(
                frames,
                longest_ms = longest.seconds * 1e3,
                longest_frame = longest.frame,
                cpu_ms = busiest.seconds * 1e3,
                cpu_frame = busiest.frame,
                "frames while files were read"
            );
        }
    }
}

/// Returns the CPU time that this thread has had, in seconds; nothing where the system does not say, as Linux alone does
/// in a file.
fn thread_seconds() -> Option<f64> {
    let times = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = times.split(' ').next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}
