"""Keeps a copy of a dataset: each run takes over what has changed since the one before.

python3 mirror.py http://127.0.0.1:4000/data/enforcement.penalties/changes penalties.json
"""
import json, os, re, sys
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import urlopen

source, file = sys.argv[1:]


def take_over(since, records):
    address = source + ("&" if "?" in source else "?") + urlencode({"since": since})
    while True:
        with urlopen(address) as page:
            for line in page.read().splitlines():
                change = json.loads(line)
                if change["kind"] == "REMOVED":
                    records.pop(change["id"], None)
                else:
                    records[change["id"]] = change["record"]
            more = re.search('<(.+)>; rel="next"', page.headers.get("link", ""))
            if not more:
                return {"since": page.headers["tongcha-next-since"], "records": records}
        address = urljoin(address, more[1])


copy = json.load(open(file, encoding="utf-8")) if os.path.exists(file) else {"since": "0", "records": {}}
try:
    copy = take_over(copy["since"], copy["records"])
except HTTPError as error:
    if json.load(error)["code"] != "HISTORY_OTHER":
        raise
    copy = take_over("0", {})  # the source was restored from a backup: the copy is made anew
with open(file + ".new", "w", encoding="utf-8") as new:
    json.dump(copy, new, ensure_ascii=False)
os.replace(file + ".new", file)
