"""The contract with the partners: columns, kinds of cell, codes, refusals and feeds."""
