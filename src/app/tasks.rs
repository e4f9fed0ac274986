use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// One kind of background work: at most one at a time, on a thread with a name, that asks for a frame when it is done.
pub struct Slot<T> {
    name: &'static str,
    running: Option<Receiver<T>>,
}

/// What has become of a slot's work.
pub enum Outcome<T> {
    /// There is nothing new.
    Pending,
    /// It is done.
    Done(T),
    /// It ended without a result: a fault of the program.
    Lost,
}

/// Frees what is large on a thread of its own, one at a time: no frame waits for it.
pub struct LettingGo {
    slot: Slot<()>,
    waiting: Vec<Box<dyn Send>>,
}

impl LettingGo {
    /// Returns one with nothing to free.
    pub fn new() -> Self {
        Self { slot: Slot::new("let go"), waiting: Vec::new() }
    }

    /// Takes what is no longer needed.
    pub fn put(&mut self, old: impl Send + 'static) {
        self.waiting.push(Box::new(old));
    }

    /// Begins to free what was put here, unless some of it still is being freed.
    pub fn frame(&mut self, context: &egui::Context) {
        let _is_done = self.slot.poll();
        if !self.waiting.is_empty() && !self.slot.is_busy() {
            let old = std::mem::take(&mut self.waiting);
            self.slot.start(context, move || drop(old));
        }
    }
}

impl<T: Send + 'static> Slot<T> {
    /// Returns an empty slot; `name` is its threads' name.
    pub fn new(name: &'static str) -> Self {
        Self { name, running: None }
    }

    /// Returns whether work is under way.
    pub fn is_busy(&self) -> bool {
        self.running.is_some()
    }

    /// Starts work unless some is under way. Returns whether it was started.
    pub fn start(&mut self, context: &egui::Context, work: impl FnOnce() -> T + Send + 'static) -> bool {
        if self.is_busy() {
            return false;
        }
        let (sender, receiver) = channel();
        let context = context.clone();
        let thread = std::thread::Builder::new().name(self.name.to_owned()).spawn(move || {
            // Nobody waits for the result any more when the window is gone.
            let _gone = sender.send(work());
            context.request_repaint();
        });
        match thread {
            Ok(_) => {
                self.running = Some(receiver);
                true
            }
            Err(problem) => {
                tracing::error!(%problem, task = self.name, "no thread could be started");
                false
            }
        }
    }

    /// Returns what has become of the work.
    pub fn poll(&mut self) -> Outcome<T> {
        let Some(receiver) = &self.running else { return Outcome::Pending };
        let outcome = match receiver.try_recv() {
            Ok(result) => Outcome::Done(result),
            Err(TryRecvError::Empty) => return Outcome::Pending,
            Err(TryRecvError::Disconnected) => Outcome::Lost,
        };
        self.running = None;
        outcome
    }
}
