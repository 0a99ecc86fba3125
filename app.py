"""The door: the frame of the page and the list of pages. `streamlit run app.py`."""

from pathlib import Path

import streamlit as st

from dashboard.pages.parts import LINKS
from dashboard.words import say

st.set_page_config(
    page_title=say("app.name"), page_icon=str(Path(__file__).parent / "data" / "icon.svg"), layout="wide"
)
pages = [
    st.Page(path, title=say(f"app.{key}"), icon=f":material/{icon}:", url_path=key, default=key == "timeline")
    for path, (key, icon) in LINKS.items()
]
st.navigation(pages, position="hidden").run()
