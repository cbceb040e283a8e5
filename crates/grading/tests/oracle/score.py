"""A naive scorer: exact fractions, items and choices by id, cells as they stand in the answer file. One exam a line."""
import json, sys, unicodedata
from fractions import Fraction as F

def fold(text, match):
    if match == "exact":
        return text.strip()
    text = unicodedata.normalize("NFKD", text)
    return "".join(c for c in text.casefold() if c.isalnum())

def marks(cell, printed):
    """Ids of the marked choices; None for a mark that nobody can read."""
    if cell in ("*", "?"):
        return None
    return {printed[ord(letter) - ord("A")] for letter in cell.upper() if letter.isalpha()}

def negative(exam, item, asked=None):
    if exam["penalty"] != "guessing":
        return F(exam["penalty"]) * item["points"]
    return item["points"] / (len(item["choices"]) - 1) if asked == 1 else F(0)

def choose(exam, item, ticked, key):
    rule, c, p = item["scoring"], item["count"], item["points"]
    t, f = len(ticked & key), len(ticked - key)
    w = len(item["choices"]) - len(key)
    if rule in ("all-or-nothing", "either-or"):
        right = f == 0 and (t == c if rule == "all-or-nothing" else t > 0)
        return p if right else -negative(exam, item, c)
    if t + f > c and rule in ("per-option", "partial"):
        share = F(0)
    elif rule in ("per-option", "net-correct", "rexams-true"):
        share = F(t - f, c)
    elif rule in ("partial", "rexams-none"):
        share = F(t, c)
    elif rule == "coverage":
        share = F(t, c) * F(t, t + f)
    elif rule == "each-choice":
        share = F(sum((x in ticked) == (x in key) for x in item["choices"]), len(item["choices"]))
    elif rule == "rexams-false":
        share = F(t, c) - F(f, w or 1)
    elif rule == "rexams-false2":
        share = F(t, c) - F(f, max(w, 2))
    elif rule == "rexams-all":
        share = F(t, c) - f
    elif rule == "minus-errors":
        return max(p - len(ticked ^ key), -negative(exam, item))
    return max(min(share, 1) * p, -negative(exam, item))

def rows(exam, item, given, right):
    p, n = item["points"], len(right)
    hits = [given[i] == {right[i]} for i in range(n)]
    if item["scoring"] == "per-row":
        return p * F(sum(hits), n)
    if item["scoring"] == "all-or-nothing":
        return p if all(hits) else -negative(exam, item) if any(given) else F(0)
    pairs = 0
    for i in range(n - 1):
        pairs += any(given[j] == {right[i]} and given[j + 1] == {right[i + 1]} for j in range(n - 1))
    return p * F(pairs, n - 1)

def score(exam, item, question, cells):
    """Points of a question, the best under any of its keys."""
    if item["void"]:
        return F(0)
    if item["full"]:
        return item["points"]
    cells = [cell.strip() for cell in cells]
    if all(cell == "" for cell in cells):
        return F(0)
    kind = item["kind"]
    if kind == "essay":
        return sum((F(cell) for cell in cells), F(0))
    if kind == "choose":
        ticked = marks(cells[0], question["choices"])
        if ticked is None:
            return F(0)
        if item["count"] == 1:  # several keys of one letter are one set of right letters
            return choose(exam, item, ticked, set().union(*item["keys"]))
        return max(choose(exam, item, ticked, set(key)) for key in item["keys"])
    if kind == "rows":
        order = question["statements"] or list(range(len(cells)))
        given = [marks(cell, question["choices"]) or set() for cell in cells]
        return max(rows(exam, item, given, [key[i] for i in order]) for key in item["keys"])
    if cells[0] in ("*", "?"):
        return F(0)
    if kind == "number":
        right = any(abs(F(cells[0]) - F(key)) <= F(item["tolerance"]) for key in item["keys"])
    else:
        right = any(fold(cells[0], item["match"]) == fold(key, item["match"]) for key in item["keys"])
    return item["points"] if right else -negative(exam, item)

def ruled(exam, form, question):
    """The item of a question after all rulings in force."""
    item = dict(exam["items"][question["item"]], void=False, full=False)
    item["points"] = F(item["points"])
    gone = {r["ruling"] for r in exam["rulings"] if r["action"] == "withdraw"}
    for r in exam["rulings"]:
        if r["action"] == "withdraw" or r["id"] in gone or r["item"] != question["item"]:
            continue
        if r.get("form") in (None, form["code"]):
            item["void"] |= r["action"] == "void"
            item["full"] |= r["action"] == "full-credit"
            if r["action"] in ("accept", "rekey"):
                item["keys"] = (item["keys"] if r["action"] == "accept" else []) + r["keys"]
    return item

def best(points, n):
    return sum(sorted(points, reverse=True)[: len(points) if n is None else n], F(0))

def whole(exam, counted):
    """Total and points of the parts, from topics and points of the questions that count; None for a part without any."""
    parts, inside = [], set()
    for part in exam["parts"]:
        own = [x for topic, x in counted if topic in part["topics"]]
        parts.append(best(own, part["best"]) if own else None)
        inside |= set(part["topics"])
    rest = sum((x for topic, x in counted if topic not in inside), F(0))
    return rest + best([x for x in parts if x is not None], exam["best_parts"]), parts

def main():
    for line in sys.stdin:
        exam, out = json.loads(line), []
        for form_index, cells in exam["candidates"]:
            form = exam["forms"][form_index]
            items = [ruled(exam, form, q) for q in form["questions"]]
            points = [score(exam, i, q, c) for i, q, c in zip(items, form["questions"], cells)]
            valid = [(i, x) for i, x in zip(items, points) if not i["void"]]
            total, parts = whole(exam, [(i["topic"], x) for i, x in valid])
            total = total if exam["floor"] is None else max(total, F(exam["floor"]))
            now, now_parts = whole(exam, [(i["topic"], i["points"]) for i, _ in valid])
            drawn, drawn_parts = whole(exam, [(i["topic"], i["points"]) for i in items])
            def move(x, a, b): return F(x) * a / b if exam["void"] == "same-share" and b else F(x)
            cuts = [(x, move(part["cut"], a, b), part["least"] and move(part["least"], a, b))
                    for part, x, a, b in zip(exam["parts"], parts, now_parts, drawn_parts)
                    if part["cut"] is not None and x is not None]
            passed = None
            if exam["cut"] is not None or cuts:
                passed = exam["cut"] is None or total >= move(exam["cut"], now, drawn)
                passed &= sum(x < cut for x, cut, _ in cuts) <= exam["compensate"]
                passed &= not any(least is not None and x < least for x, _, least in cuts)
            grade = None
            for name, unit, bound in exam["grades"]:
                grade = name
                if total >= (F(bound) * now / 100 if unit == "percent" else move(bound, now, drawn)):
                    break
            out.append([[str(x) for x in points], str(total), passed, grade])
        print(json.dumps(out), flush=True)

main()
