"""The reader, or any other coder, held against coded documents.

In: a folder of gold (`docs.jsonl`, `acts.jsonl`) and a run. Out: figures, findings, floors kept or broken.
The command `servanda evaluate` calls it.
"""
