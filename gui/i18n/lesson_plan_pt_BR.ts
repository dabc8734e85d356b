<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::LessonPlan</name>
    <message>
        <source>Lesson plan</source>
        <translation>Plano de aula</translation>
    </message>
</context>
</TS>
