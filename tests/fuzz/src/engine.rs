//! The one word that the program's lines (see [`crate::headless`]) take from the rest of the program.

use sotto_engine::api::{Failure, Response};

/// What a request is answered.
pub(crate) type Answer = Result<Response, Failure>;
