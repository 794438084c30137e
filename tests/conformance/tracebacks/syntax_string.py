print("abc)
x = 1
