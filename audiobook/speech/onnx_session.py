"""Opens neural models in onnxruntime with a worker's share of the processor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.errors import VoiceError
from audiobook.speech.cores import threads_of_a_worker

if TYPE_CHECKING:
    import onnxruntime


def open_session(
    model: Path, changed: bytes | None = None, threads: int | None = None
) -> onnxruntime.InferenceSession:
    """The model, ready to run on the threads that fall to a worker, or on so many.

    ``changed`` is what to open in place of the file's own content.  Raises VoiceError for a
    file that is missing, cut off or no model.
    """
    import onnxruntime  # noqa: PLC0415 - takes a third of a second, and belongs to an extra

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or threads_of_a_worker()
    options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors only: its warnings are about the graph's style
    try:
        return onnxruntime.InferenceSession(
            changed or str(model), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # its errors share no base class of their own
        problem = f"can't be opened: {str(error).partition(chr(10))[0][:200]}"
        raise VoiceError(f"model {model}", problem, "fetch the file again") from error
