"""Compares `diagnoza inspect --json` with lxml and expat on XML documents generated after the productions of XML 1.0, half
of them damaged. Only what both readers agree on counts. xml_documents.py PROGRAM SEED COUNT FOLDER; 77 = a reader is absent."""
import json, random, subprocess, sys
import xml.etree.ElementTree as Expat
try:
    import lxml.etree as Libxml
except ImportError:
    sys.exit(77)

program, seed, count, folder = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
random_ = random.Random(seed)
pick = lambda *choices: random_.choice(choices)
chance = lambda p: random_.random() < p


def tree(element):
    children = []

    def text(value):
        if value and children and isinstance(children[-1], str):
            children[-1] += value
        elif value:
            children.append(value)

    text(element.text)
    for child in element:
        if isinstance(child.tag, str):
            children.append(tree(child))
        text(child.tail)
    return [element.tag, dict(element.attrib), children]


def read(parse, document):
    try:
        return tree(parse(document))
    except Exception as error:
        return "refused: " + str(error)


def space(optional=False): return "" if optional and chance(.6) else pick(" ", "\n", "\t", "  ", "\r\n")
def name(): return pick("a", "b", "é", "x1", "_x", "żółć", "a.b", "a-1")
def quoted(text): return (lambda q: q + text.replace(q, "") + q)(pick('"', "'"))
def text(): return "".join(pick(*CHARACTERS) for _ in range(random_.randint(0, 3)))
def value(): return quoted(text())
def misc(): return pick("<!-- c -->", "<!---->", "<!-- - -->", "<?p?>", "<?p d ?>", "<?pi <a>?>", space())


CHARACTERS = ["x", "1 2", "\r\n", "\r", " \t", "ąę", "😀", "&lt;", "&amp;", "&#65;", "&#x17c;", "&#13;", "&#10;", ",]]", ">",
              "'", '"', "&quot;", "%", "&#9;", "\x85", "\u2028"]


def element(depth):
    names, attributes, tag = set(), "", name()
    for _ in range(random_.randint(0, 2)):
        key = pick("p", "q", "r", "xml:lang", "xml:space", "n:z", "żó")
        if key not in names or chance(.05):
            attributes += space() + key + pick("", "", " ") + "=" + space(True) + value()
        names.add(key)
    if "n:z" in names and chance(.9): attributes += ' xmlns:n="urn:n"'
    if chance(.1): attributes += pick(' xmlns="u"', ' xmlns=""', ' xmlns:k="k"')
    if depth <= 0 or chance(.2): return f"<{tag}{attributes}{space(True)}/>"
    content = "".join(pick(text, lambda: element(depth - 1), text, misc, section)() for _ in range(random_.randint(0, 4)))
    return f"<{tag}{attributes}{space(True)}>{content}</{tag}{space(True)}>"


def section(): return "<![CDATA[" + pick("x", "<&>", "]", "]]", "\r\n", "&e1;") + "]]>"
def external(): return pick("", space() + 'PUBLIC "-//p" "x"')
def model(): return pick("EMPTY", "ANY", "(#PCDATA)", "(#PCDATA)*", "( #PCDATA | a | b )*", "(a,b?,(c|d)*)+", "(a)", "((a|b),c)?", "(a|b|é)*")
def entity(): return pick(text(), "<b/>", "<b>&e1;</b>", '<b q="&e1;"/>', "<a>", "</a>", "<![CDATA[&e1;]]>", "&#60;b/>", "&#38;#60;",
                          "<!-- x -->", "<?p x?>", "x<b>1\n</b>y")


def attribute():
    kind = pick("CDATA", "ID", "IDREF", "NMTOKEN", "NMTOKENS", "ENTITY", "(x|y)", "( x | 1 )", "NOTATION (n|m)")
    return space() + pick("p", "q", "r", "dflt", "xmlns:w", "żó") + space() + kind + space() + pick(
        "#REQUIRED", "#IMPLIED", "#FIXED" + space() + value(), value())


def declaration():
    return pick(
        lambda: f"<!ELEMENT{space()}{name()}{space()}{model()}{space(True)}>",
        lambda: f"<!ATTLIST{space()}{name()}{''.join(attribute() for _ in range(random_.randint(0, 3)))}{space(True)}>",
        lambda: f"<!ENTITY{space()}{pick('e1', 'e2', 'e3', 'ü')}{space()}{quoted(entity())}{space(True)}>",
        lambda: "<!ENTITY" + space() + "x1" + space() + pick('SYSTEM "s"', 'PUBLIC "p" "s"') + space(True) + ">",
        lambda: '<!ENTITY % pe "v">', lambda: '<!NOTATION n ' + pick('SYSTEM "n"', 'PUBLIC "p"', 'PUBLIC "p" "s"') + ">", misc)()


def document():
    whole = pick("", '<?xml version="1.0"?>', '<?xml version="1.0" encoding="utf-8" standalone="yes"?>', "<?xml version='1.0' standalone='no' ?>")
    body = element(3)
    if chance(.75):
        # References are known to both readers: what is undeclared they treat each in its own way.
        known = '<!ENTITY e1 "E1"><!ENTITY e2 "[&e1;]"><!ENTITY e3 "<b>&e2;</b>">'
        subset = "".join(declaration() + space(True) for _ in range(random_.randint(0, 6)))
        whole += f"{misc()}<!DOCTYPE{space()}{name()}{external()}{space(True)}[{known}{subset}]{space(True)}>"
        body = body.replace("1 2", pick("&e1;", "&e2;", "1")).replace("ąę", pick("&e3;", "ąę"))
    whole += misc() + body + misc()
    return damaged(whole) if chance(.5) else whole


def damaged(text):
    at = random_.randrange(len(text))
    end = min(len(text), at + random_.randint(1, 8))
    return pick(text[:at] + text[at + 1:], text[:at] + pick(*"<>&;\"'[]()|,*+?%#! =/-\x01\ufffeaxA1:.\u0301") + text[at:],
                text[:at] + text[end:], text[:end] + text[at:end] + text[end:])


agreed = different = 0
for index in range(count):
    content = document().encode()
    first, second = read(Libxml.fromstring, content), read(Expat.fromstring, content)
    if isinstance(first, str) != isinstance(second, str) or (not isinstance(first, str) and first != second):
        continue
    agreed += 1
    path = f"{folder}/{index}.xml"
    with open(path, "wb") as file:
        file.write(content)
    run = subprocess.run([program, "inspect", "--json", path], capture_output=True)
    seen = json.loads(run.stdout).get("tree") if run.returncode == 0 else f"exit {run.returncode} {run.stderr.decode()}"
    # A reference that nothing declares is refused: others leave it out of attributes without a word.
    if run.returncode == 65 and "a reference to the entity" in run.stderr.decode():
        continue
    if (run.returncode == 65) != isinstance(first, str) or (run.returncode == 0 and seen != first):
        different += 1
        print(f"{content.decode()}\n  lxml     {first}\n  expat    {second}\n  diagnoza {seen}")
print(f"{agreed} documents agreed on, {different} read otherwise")
sys.exit(1 if different or agreed < count // 2 else 0)
