<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::WelcomePane</name>
    <message>
        <source>Welcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seven lessons, one click or one digit each. Each asks, waits for the room to guess, and then measures. A star marks those given lately; Escape goes to the machine without a lesson.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What does it cost, and what does it take, to run an operating system that believes it owns the machine?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a lesson: click it, or press its digit. Each asks a question, waits for the room to guess, and then measures; no number is made up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;To the machine, without a lesson</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escape. F2 comes back here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Show this page at start</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
