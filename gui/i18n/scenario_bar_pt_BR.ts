<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::ScenarioBar</name>
    <message>
        <source>%1: step %2 of %3</source>
        <comment>a lesson&apos;s title</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reveal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measuring beside it: %v of %m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine is being prepared…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;End</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the question before (Left)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reveal, then on to the next question (Space or Right)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the welcome page (Escape)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured, by mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One more raised hand (1 to 4); 0 forgets them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
