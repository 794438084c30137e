def down(n):
    if n == 0:
        raise RecursionError("at the bottom")
    down(n - 1)


down(6)
