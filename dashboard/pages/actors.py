from dashboard import session
from dashboard.pages.parts import guard, head, ACTORS

def show():
    head(session.screen(), ACTORS)

if __name__ == "__main__":
    guard(show)()
