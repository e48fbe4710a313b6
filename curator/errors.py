"""Every error a curator can act on.

* CuratorError
  x ExtractionError     the file could not be read as tables
    x LockedError       the file wants a password, or another one
  x OperationError      the operation does not fit the table
  x StoreError          the store refused
    x BusyError         somebody else is writing to the store
    x ConflictError     what was to be changed has changed meanwhile
    x NothingToDoError  there is nothing to undo, redo or resolve
    x ReadOnlyError     the store lies where nothing can be written
    x BackupError       the backup could not be written, or is not whole
  x ExportError         the export could not be written
  x KeysError           keys cannot be given or kept like this
  x UnknownNameError    no dataset, column, row, operation, … has that name
  x Cancelled           the curator stopped it; nothing was changed

The message is a whole sentence; the CLI and the screens show it as it stands.
Anything else that is raised is a bug, and is left to crash with its traceback.
"""


class CuratorError(Exception):
    """Something the curator can put right."""


class ExtractionError(CuratorError):
    """The file could not be read as tables."""


class LockedError(ExtractionError):
    """The file wants a password, or another one."""


class OperationError(CuratorError):
    """The operation does not fit the table."""


class StoreError(CuratorError):
    """The store refused."""


class BusyError(StoreError):
    """Somebody else is writing to the store."""


class ConflictError(StoreError):
    """What was to be changed has changed meanwhile."""


class NothingToDoError(StoreError):
    """There is nothing to undo, redo or resolve."""


class ReadOnlyError(StoreError):
    """The store lies where nothing can be written."""


class BackupError(StoreError):
    """The backup could not be written, or is not whole."""


class ExportError(CuratorError):
    """The export could not be written, or is not what it was."""


class KeysError(CuratorError):
    """Keys cannot be given or kept like this."""


class UnknownNameError(CuratorError):
    """No dataset, column, row, operation, … has that name."""


class Cancelled(CuratorError):  # noqa: N818 - a wish of the curator's, not a fault
    """The curator stopped it; nothing was changed."""
