from dashboard import session
from dashboard.pages.parts import guard, head, METHOD

def show():
    head(session.screen(), METHOD)

if __name__ == "__main__":
    guard(show)()
