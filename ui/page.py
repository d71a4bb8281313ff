"""The chat page in Gradio. The only module that knows Gradio.

One conversation is a list of Turns in the page's session state; what the browser sees of them is
made by ui.rendering, and the reader panel asks open_article for the text behind a citation.
"""

import html
import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from errno import EACCES, EADDRINUSE
from importlib.resources import files
from threading import Thread
from typing import Any, cast

import gradio as gr
from gradio.components.chatbot import ChatbotDataMessages
from starlette.middleware import Middleware

from bot import Answer, Bot
from bot.answers import BUILT_IN
from index.errors import FootnoteError, SettingsError
from ui.conversations import Conversations, Turn, standing_before
from ui.examples import example_questions
from ui.guard import Guard
from ui.panel import article_parts
from ui.rendering import WAITING, as_typed, escape, render, render_error

_QUESTIONS_AT_ONCE = 4
_FONTS = ["ui-sans-serif", "system-ui", "Segoe UI", "sans-serif"]
_MONOSPACE = ["ui-monospace", "monospace"]
# Whatever a question or an article holds, the browser asks no other host for anything.
_HEAD = (
    '<meta http-equiv="Content-Security-Policy" content="'
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; connect-src 'self' data: blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'\">"
)
_PLACEHOLDER = (
    '<div class="welcome"><strong>Ask your articles</strong><span>Every sentence of an answer '
    "has a numbered source. Open it to see the exact words.</span></div>"
)
_LOGGER = logging.getLogger(__name__)


def build_page(bot: Bot) -> gr.Blocks:
    """Build the page that asks a bot."""

    def open_article(address: str) -> dict[str, str]:
        return article_parts(bot, str(address))

    with gr.Blocks(title="Footnote", fill_height=True, analytics_enabled=False) as page:
        with gr.Column(elem_id="footnote-page", scale=1):
            head = gr.HTML(_head(bot), elem_id="footnote-head")
            _chat(bot, page)
        gr.HTML(
            html_template=_asset("reader.html"),
            js_on_load=_asset("reader.js"),
            server_functions=[open_article],
            apply_default_css=False,
            elem_id="footnote-reader",
        )
        page.load(
            lambda: _head(bot),
            outputs=head,
            show_progress="hidden",
            queue=False,
            api_visibility="private",
        )
    return page  # type: ignore[no-any-return]


def _chat(bot: Bot, page: gr.Blocks) -> None:
    """Put the conversation and its question box on the page."""
    conversations = Conversations()
    turns, tab = gr.State([]), gr.Textbox("", visible=False)
    chat = gr.ChatInterface(
        _responder(bot, conversations),
        chatbot=_conversation(),
        textbox=gr.Textbox(
            placeholder="Ask about your articles",
            show_label=False,
            label="Question",
            container=False,
            autofocus=True,
            max_lines=6,
            submit_btn=True,
            stop_btn=True,
        ),
        additional_inputs=[turns, tab],
        additional_outputs=[turns],
        examples=[[question] for question in example_questions(bot.library)],
        cache_examples=False,
        concurrency_limit=_QUESTIONS_AT_ONCE,
        show_progress="hidden",
        flagging_mode="never",
        api_visibility="private",
        analytics_enabled=False,
        fill_height=True,
    )

    _bring_back(page, chat, conversations, turns, tab)


def _bring_back(
    page: gr.Blocks,
    chat: gr.ChatInterface,
    conversations: Conversations,
    turns: gr.State,
    tab: gr.Textbox,
) -> None:
    """Have the page show its tab's conversation when it is loaded again."""

    def load(tab: str) -> tuple[str, list[Turn], list[dict[str, Any]]]:
        kept = conversations.kept(tab)
        shown = [
            {"role": role, "content": content}
            for turn in kept
            for role, content in (("user", turn.answer.question), ("assistant", turn.markup))
        ]
        return tab, kept, shown

    def undo(tab: str, shown: list[dict[str, Any]], undone: gr.UndoData) -> None:
        conversations.shorten(tab, _count(shown[: cast(int, undone.index)]))

    quietly: Any = {"show_progress": "hidden", "queue": False, "api_visibility": "private"}
    loaded = page.load(load, tab, [tab, turns, chat.chatbot], js="() => [footnoteTab()]", **quietly)
    loaded.then(lambda shown: shown, chat.chatbot, chat.chatbot_state, **quietly)
    chat.chatbot.undo(undo, [tab, chat.chatbot], **quietly)
    chat.chatbot.clear(lambda tab: conversations.shorten(tab, 0), tab, **quietly)


def _count(shown: list[dict[str, Any]]) -> int:
    """Return how many questions the page shows."""
    return sum(message["role"] == "user" for message in shown)


def _responder(
    bot: Bot, conversations: Conversations
) -> Callable[..., Iterator[tuple[str, list[Turn]]]]:
    """Return the function that answers a question, given the page's history and its turns."""

    def respond(
        question: str, history: list[dict[str, Any]], turns: list[Turn], tab: str
    ) -> Iterator[tuple[str, list[Turn]]]:
        place = _count(history)
        earlier = standing_before(place, turns)
        number = conversations.begin(tab)
        for grown in _turns(bot, question, [turn.answer for turn in earlier]):
            turn = grown._replace(place=place)
            conversations.keep(tab, number, [*earlier, turn])
            yield turn.markup, [*earlier, turn]

    return respond


def _turns(bot: Bot, question: str, earlier: list[Answer]) -> Iterator[Turn]:
    """Yield a question's turn as it grows."""
    # From the start: one that is stopped before it has words still counts as one.
    yield Turn(Answer(question), WAITING)
    try:
        for answer in bot.stream(question, history=earlier):
            yield Turn(answer, render(answer))
    except FootnoteError as exc:
        yield Turn(Answer(question), render_error(str(exc)))
    except Exception:  # the page's edge: anything else would leave a dead page
        _LOGGER.exception("A question failed")
        message = "Something went wrong inside Footnote; the terminal says what. Ask again."
        yield Turn(Answer(question), render_error(message))


def _conversation() -> gr.Chatbot:
    """Return a chatbot that shows questions as they were typed; answers are markup.

    Not a subclass: Gradio would write a stub file beside this one.
    """
    chatbot: Any = gr.Chatbot(
        elem_id="footnote-chat",
        show_label=False,
        container=False,
        height="100%",
        min_height=320,
        scale=1,
        autoscroll=False,
        latex_delimiters=[],
        buttons=[],
        placeholder=_PLACEHOLDER,
        feedback_options=None,
    )
    to_browser, from_browser = chatbot.postprocess, chatbot.preprocess

    def postprocess(value: list[dict[str, Any]] | None) -> ChatbotDataMessages:
        shown = to_browser(value)
        for text in (part for m in shown.root if m.role == "user" for part in m.content):
            text.text = as_typed(text.text)
        return shown  # type: ignore[no-any-return]

    def preprocess(payload: ChatbotDataMessages | None) -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = from_browser(payload)
        for text in (part for m in messages if m["role"] == "user" for part in m["content"]):
            text["text"] = html.unescape(text["text"])
        return messages

    chatbot.postprocess, chatbot.preprocess = postprocess, preprocess
    return chatbot  # type: ignore[no-any-return]


def serve(bot: Bot, *, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve the page until the program is interrupted.

    Args:
        host: the address to listen on.
        port: the port to listen on.
        ready: called with the page's address once it can be opened.

    Raises:
        SettingsError: the address or port can't be used.
    """
    page = launch(bot, host=host, port=port)
    ready(f"http://{f'[{host}]' if ':' in host else host}:{port}")
    page.block_thread()


def launch(bot: Bot, *, host: str, port: int) -> gr.Blocks:
    """Start serving the page, and return at once; see serve()."""
    _require_free(host, port)
    Thread(target=_warm, args=(bot,), daemon=True).start()
    page = build_page(bot)
    page.launch(
        server_name=f"[{host}]" if ":" in host else host,
        server_port=port,
        css=_asset("page.css"),
        head=f"{_HEAD}<script>{_asset('chat.js')}</script>",
        theme=gr.themes.Default(
            primary_hue="blue", neutral_hue="stone", font=_FONTS, font_mono=_MONOSPACE
        ),
        footer_links=[],
        quiet=True,
        share=False,
        ssr_mode=False,
        mcp_server=False,
        prevent_thread_lock=True,
        app_kwargs={"middleware": [Middleware(Guard, host=host)]},
    )
    return page


def _warm(bot: Bot) -> None:
    """Load the embedding model, which takes seconds, so that the first question needn't wait."""
    with suppress(FootnoteError):  # it is raised again, and shown, at the first question
        bot.library.embed(["warm"])


def _require_free(host: str, port: int) -> None:
    """Refuse a taken port in one sentence."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, UnicodeError) as exc:
        reason = getattr(exc, "strerror", None) or "no such address"
        other = f"--port or FOOTNOTE_PORT, such as {port + 1 if port < 65535 else 7860}"
        if getattr(exc, "errno", None) not in {EADDRINUSE, EACCES}:
            other = "--host or FOOTNOTE_HOST, such as 127.0.0.1"
        where = f"on {host} port {port} ({reason})"
        raise SettingsError(
            f"The chat can't be served {where}; choose another with {other}."
        ) from exc


def _head(bot: Bot) -> str:
    """Return the heading, with what the library holds now."""
    try:
        articles, _ = bot.library.counts()
    except FootnoteError as exc:
        return f"<h1>Footnote</h1><p>{escape(str(exc))}</p>"
    held = "1 article" if articles == 1 else f"{articles:,} articles"
    by_model = f"written by {bot.model_name}"
    way = "quoting them word for word" if bot.model_name == BUILT_IN else by_model
    return f"<h1>Footnote</h1><p>Answers from {held}, {escape(way)}, each sentence cited.</p>"


def _asset(name: str) -> str:
    return files("ui").joinpath(name).read_text(encoding="utf-8")
