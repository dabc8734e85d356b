<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::RegisterModel</name>
    <message>
        <source>changed</source>
        <translation>mudou</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>não mudou</translation>
    </message>
    <message>
        <source>Marked: changed since the last stop</source>
        <translation>Marcado: mudou desde a última parada</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>Registrador</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>Com sinal</translation>
    </message>
    <message>
        <source>Unsigned</source>
        <translation>Sem sinal</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>Caracteres</translation>
    </message>
    <message>
        <source>Binary</source>
        <translation>Binário</translation>
    </message>
</context>
</TS>
