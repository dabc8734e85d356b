<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::LabResultsModel</name>
    <message>
        <source>✓ passed</source>
        <translation>✓ passou</translation>
    </message>
    <message>
        <source>✗ failed</source>
        <translation>✗ falhou</translation>
    </message>
    <message>
        <source>? not judged</source>
        <translation>? não julgado</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <comment>points</comment>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Pontos</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Teste</translation>
    </message>
    <message>
        <source>What it holds</source>
        <translation>O que ele exige</translation>
    </message>
    <message>
        <source>%1 of %2 points</source>
        <translation>%1 de %2 pontos</translation>
    </message>
</context>
</TS>
