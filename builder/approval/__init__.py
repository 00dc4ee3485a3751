"""Approvals: who may let something reach residents, and the proof that they did.

A *statement* says what is approved, to the byte; a publisher *signs* it; a git *tag* carries it;
the *registers* say who counts; the *log* says who wrote; the *verdict* joins them. Nothing here
knows what a moment is made of (docs/adr/0011-approval.md).
"""

from builder.approval.authorship import Author, Authorship, Inputs, register_inputs
from builder.approval.envelope import fingerprint
from builder.approval.register import Register
from builder.approval.registers import RegisterChange, Registers, Standing, needed_for_register
from builder.approval.signature import NAMESPACE, public_key, sign, verify
from builder.approval.signed import PREFIX, Signed
from builder.approval.statement import Statement
from builder.approval.tags import Unreadable, fetch, push, read, write
from builder.approval.verdict import Refusal, Verdict, judge

__all__ = [
    "NAMESPACE",
    "PREFIX",
    "Author",
    "Authorship",
    "Inputs",
    "Refusal",
    "Register",
    "RegisterChange",
    "Registers",
    "Signed",
    "Standing",
    "Statement",
    "Unreadable",
    "Verdict",
    "fetch",
    "fingerprint",
    "judge",
    "needed_for_register",
    "public_key",
    "push",
    "read",
    "register_inputs",
    "sign",
    "verify",
    "write",
]
