# What pycamt reads in the statement at the path that it is given, as JSON. It adds nothing and leaves nothing out.
import json
import sys

from pycamt.parser import Camt053Parser

parser = Camt053Parser.from_file(sys.argv[1])
json.dump(
    {
        "version": parser.version,
        "statements": parser.get_statement_info(),
        "entries": parser.get_transactions(),
    },
    sys.stdout,
)
