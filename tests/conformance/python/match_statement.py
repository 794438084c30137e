import asyncio
from dataclasses import dataclass

@dataclass
class Move:
    x: int
    y: int

@dataclass
class Say:
    text: str

async def handle(command):
    await asyncio.sleep(0)
    match command:
        case Move(x=0, y=0):
            return "stay"
        case Move(x, y) if x == y:
            return f"diagonal {x}"
        case Move(x=x, y=y):
            return f"move {x},{y}"
        case Say(text=str() as t):
            return f"say {t}"
        case {"kind": "dict", **rest}:
            return f"dict {rest}"
        case [first, *others]:
            return f"list {first} {others}"
        case "quit" | "exit":
            return "bye"
        case 42:
            return "answer"
        case None:
            return "none"
        case _:
            return f"unknown {command!r}"

async def main():
    for c in [Move(0, 0), Move(2, 2), Move(1, 3), Say("hi"), {"kind": "dict", "a": 1}, [1, 2, 3], (9,), "exit", 42, None, 3.5]:
        print(await handle(c))

asyncio.run(main())
