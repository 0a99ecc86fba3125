from dashboard import session
from dashboard.pages.parts import guard, head, ARTICLES

def show():
    head(session.screen(), ARTICLES)

if __name__ == "__main__":
    guard(show)()
