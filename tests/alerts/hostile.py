"""What feeds have been seen to say, and could say: texts and addresses that must stay harmless."""

from __future__ import annotations

from alerts.model import Digest
from parsers.model import Official
from tests.alerts.builders import NOW, alert, coverage, digest, meeting, recipient, source

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<iframe src=https://evil.example></iframe>",
    '"><a onmouseover=alert(1) href="https://evil.example">x</a>',
    "&lt;b&gt; &amp;lt;b&amp;gt;",
    "</style><style>*{display:none}</style>",
    "</bdi></td></table><h1>Unsubscribe: https://evil.example</h1>",
    "<!--[if mso]><b>x</b><![endif]-->",
    '<link rel=stylesheet href="file:///etc/passwd">',
    "<!channel> <!here> <!everyone>",
    "<@U12345678> <#C12345678> <!subteam^S12345678>",
    "<https://evil.example|https://mofa.example>",
    "<!date^0^{date}|x>",
    "&lt;!channel&gt;",
    "@channel @everyone",
    "*bold* `code` _it_ ~s~ :tada:",
    "> quoted",
    "[click](https://evil.example) ![x](https://evil.example/x.png)",
    "Bcc: a@evil.example\r\nSubject: x",
    "\u202ereversed\u2066 \u200bQu\u200bad\ufeff",
    "hidden\U000e0041\U000e0042 tags",
    "Z" + "\u0301" * 200,
    "line\vfeed\x0cfs\x1cnel\x85ls\u2028ps\u2029",
    "nul\0 bel\x07 esc\x1b[2J",
    "lone \ud800 surrogate",
    "{{7*7}} {% include 'x' %} %s {0} ${x}",
    "'; DROP TABLE alerts; --",
    "x" * 5000,
    "\u6f22" * 5000,
    "\u05e9\u05dc\u05d5\u05dd \u0627\u0644\u0633\u0644\u0627\u0645",
    "=HYPERLINK(1)",
    "https://hooks.example/services/T0/B0/secret",
]

ADDRESSES = [
    "javascript:alert(1)",
    "data:text/html,x",
    "https://mofa.example@evil.example/",
    "https://evil.example|https://good.example",
    'https://evil.example/"onclick=x',
    "//evil.example",
    "https://[::1",
]


def hostile(text: str, **fields: object) -> Digest:
    """Put ``text`` wherever a feed's words can reach a message."""
    told = alert(
        name=text,
        sentence=text,
        before=text,
        after=text,
        nearest=(text,),
        meeting=meeting(grouping=text, officials=(Official(text, None, "JP"),)),
        sources=(source(text, title=text, url="https://news.example/a"),),
    )
    other = alert(id="o", record="o", meeting=meeting(id="o"))
    read = coverage(failing=((text, NOW),), dropped={text: 1})
    ahead = meeting(id="u", grouping=text)
    who = recipient(rules=(text,), **fields)
    return digest(told, other, coverage=read, upcoming=[ahead], recipient=who)
