"""Papers of the office as PDF: plain data in, bytes out."""
