"""Accounts: what one document says of each instrument that it names or describes.

In: the scene, the parsed sentences and the acts of a document. Out: `Account`s with mentions, parties and
steps. The reader calls it once a document, after its acts.
"""

from servanda.reading.accounts.making import accounts_of

__all__ = ["accounts_of"]
