"""
How a whole and its parts are put, the whole first or last.
"""

import re

from saferboard.claims.text import N

_G = r"[^\ue000-\ue0ff]"
MADE_UP = re.compile(
    rf"(?P<whole>{N}){_G}{{0,90}}?\b(?P<how>made\sup\sof|breaks?\sdown\sas|comprising(?:\sof)?"
    rf"|comprised(?:\sof)?|comprises|consisting\sof|consisted\sof|consists\sof"
    r"|broken\sdown\s(?:as|into)(?:\sfollows)?|split\s(?:as\sfollows|between|into)"
    r"|divided\s(?:between|into)|namely|being|as\sfollows|which\sincluded?s?|including"
    r"|includes?"
    r"|of\swhich|of\swhom|of\sthese|of\sthose)\b"
)
OF_THEM = re.compile(
    rf"(?P<whole>{N})(?:\s[a-z-]+){{1,6}},\s(?=(?P<part>{N})\s(?P<how>of\sthem|of\swhich"
    rf"|of\sthese|of\swhom))"
)
THEN = re.compile(
    rf"(?P<whole>{N})(?:\s[a-z\ue800-\ue8ff'-]+){{1,12}}(?P<how>,)\s(?=(?:with\s)?{N}\s[^,;"
    rf"]{{2,60}},\s{N}\s[^,;]{{2,60}}?,?\sand\s{N}\s)"
)
BRACKET = re.compile(
    rf"(?P<whole>{N})(?:\s[a-z-]+){{0,5}}\s?(?P<how>[(:–—-])\s?(?=[^)]*{N}[^)]*(?:,"
    rf"|\band\b|;|\+|&))"
)
TOTAL_AFTER = re.compile(
    rf"(?:\b|(?<=\())(?P<how>(?:a|an|the|making|giving|for|with|to)\s(?:a\s)?(?:combined"
    rf"|grand|overall"
    rf"|joint|cumulative)?\s?total\s(?:number\s)?(?:of|being|is|was|to)|totalling"
    rf"|together,?|ma(?:k|d)e\sup\s(?:the|all)|makes\sup\s(?:the|all)|totall?ed|(?<=\()total:?|total:|making|"
    rf"altogether|amounting\sto|adding\s(?:up\s)?to|sum\sof|combined\stotal\sof"
    rf"|together\smaking|in\stotal,?)\s[^(\ue000-\ue0ff]{{0,12}}?(?P<whole>{N})"
)
YEAR_AS_WHOLE = re.compile(
    rf"(?P<whole>{N})(?:\s[a-z-]+){{0,2}}\s(?:for|over|across|in)\sthe\s(?:full\s|whole\s|entire\s)?year(?:\sas\sa\swhole)?\b"
)
IN_TOTAL = re.compile(
    rf"(?P<whole>{N})(?:\s[a-z-]+){{0,4}}\s(?:in\stotal|altogether|in\sall|combined|together|all\stold)\b"
)
LIST_THEN = re.compile(
    rf"(?:,|\band)\s{N}[^\ue000-\ue0ff,;:()]{{0,40}}?(?P<how>:|=|\s[–—]|,\s(?:being|hence|so|that\sis|or|which\sis|making))"
    rf"\s(?P<whole>{N})(?:\s[a-z]+){{0,3}}(?=\W*$|\s?[.;]\s)"
)
TOGETHER_IS = re.compile(
    rf"\b(?P<how>together|altogether|in\sall|in\stotal),?\s(?:that|this|it|they|there)\s(?:is|was|were|are"
    rf"|makes?|made|came\sto|comes\sto)\s(?P<whole>{N})(?:\s[a-z-]+){{0,4}}[,:]\s"
)
WHOLE_THEN_LIST = re.compile(
    rf"(?P<whole>{N})(?:\s[a-z-]+){{0,6}}\s(?P<how>\()(?={N}(?:\s[a-z-]+){{0,3}}(?:(?:,|\sand|,\sand|\s\+|\s&)\s{N}(?:\s[a-z-]+){{0,3}})+\))"
)
LOOSE = {"including", "includes", "include", "which included", "which includes", "which include"}
STOP = re.compile(
    r"\b(?:compared|against|up\sfrom|down\sfrom|versus|an?\sincrease|an?\srise"
    r"|a\sreduction|a\sdecrease|a\sfall|higher|lower|than|per|rate|average"
    r"|which\sis|while|whilst|whereas|previous|last\syear)\b|[;](?!\s)|[.]\s"
)
