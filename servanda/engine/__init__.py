"""A stage run over many documents, in this process or in several.

In: a stream of documents. Out: their readings in the same order, whatever the number of processes.
The command line and the API call it.
"""

from servanda.engine.batches import batches
from servanda.engine.processes import read_documents

__all__ = ["batches", "read_documents"]
