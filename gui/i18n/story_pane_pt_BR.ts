<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::StoryPane</name>
    <message>
        <source>Story of a trap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The instruction that trapped, why it did, every step of what was done about it with its cycles, and what came back. It is told of the last trap before the moment where the machine stands. The buttons go to other traps, or to others of this kind: from the same ring to the same ring, for the same cause.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No trap has been taken before this moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no machine yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine runs. A story is told when it pauses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine runs. This is the story told last; the next one is told when it pauses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Told of the moment that is picked out, cycle %1; the machine stands elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(the instruction could not be fetched)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before %1</source>
        <comment>an interrupt came before this instruction</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>ring, who lives there</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VM %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cycle %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why: %1</source>
        <comment>heading; the cause of the trap</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes %1</source>
        <comment>where a trap is taken to</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was done: %1, in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So far: %1 cycles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What came back: %1 cycles in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not over here: it is told as far as the run has come. “To the end of the story” runs on to there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No general register has changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registers that have changed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>◀ &amp;Previous trap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next trap ▶</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>◀ Previous of &amp;this kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next of this &amp;kind ▶</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the &amp;end of the story</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back to the previous trap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on to the next trap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back to the previous trap of this kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on to the next trap of this kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run on to the end of this story</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps of the story</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
