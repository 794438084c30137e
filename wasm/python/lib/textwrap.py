"""textwrap."""


def dedent(text):
    lines = text.split("\n")
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    margin = min(indents) if indents else 0
    return "\n".join([line[margin:] if line.strip() else "" for line in lines])


def indent(text, prefix, predicate=None):
    lines = text.split("\n")
    return "\n".join([prefix + line if (predicate(line) if predicate else line.strip()) else line for line in lines])


def wrap(text, width=70, initial_indent="", subsequent_indent=""):
    lines, line = [], initial_indent
    started = False
    for word in text.split():
        if started and len(line) + 1 + len(word) > width:
            lines.append(line)
            line, started = subsequent_indent, False
        line += (" " if started else "") + word
        started = True
    return lines + [line] if started else lines


def fill(text, width=70, initial_indent="", subsequent_indent=""):
    return "\n".join(wrap(text, width, initial_indent, subsequent_indent))


def shorten(text, width, placeholder=" [...]"):
    words = text.split()
    if len(" ".join(words)) <= width:
        return " ".join(words)
    while words and len(" ".join(words)) + len(placeholder) > width:
        words.pop()
    return " ".join(words) + placeholder if words else placeholder.strip()
