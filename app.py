"""The door: the frame of the page and the list of pages. `streamlit run app.py`."""

from contextlib import suppress
from pathlib import Path

import streamlit as st

from dashboard.errors import DatelineError
from dashboard.pages import LINKS, TIMELINE
from dashboard.words import say

st.set_page_config(
    page_title=say("app.name"), page_icon=str(Path(__file__).parent / "data" / "icon.svg"), layout="wide"
)
# The first reader of a server waits for large libraries and for the sample to be read, and is told so. Where the
# database cannot be opened, the page says it.
with st.spinner(say("app.opening")), suppress(DatelineError):
    from dashboard import session

    session.store()
pages = [
    st.Page(path, title=say(f"app.{key}"), icon=f":material/{icon}:", url_path=key, default=path == TIMELINE)
    for path, (key, icon) in LINKS.items()
]
st.navigation(pages, position="hidden").run()
