<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::WelcomePane</name>
    <message>
        <source>Welcome</source>
        <translation>Boas-vindas</translation>
    </message>
    <message>
        <source>What does it cost, and what does it take, to run an operating system that believes it owns the machine?</source>
        <translation>Quanto custa, e o que é preciso, para executar um sistema operacional que acredita ser dono da máquina?</translation>
    </message>
    <message>
        <source>Choose a lesson: click it, or press its digit. Each asks a question, waits for the room to guess, and then measures; no number is made up.</source>
        <translation>Escolha um cenário: clique nele ou tecle seu dígito. Cada um faz uma pergunta, espera o palpite da sala e só então mede; nenhum número é inventado.</translation>
    </message>
    <message>
        <source>&amp;To the machine, without a lesson</source>
        <translation>&amp;Ir à máquina, sem cenário</translation>
    </message>
    <message>
        <source>Escape. F2 comes back here.</source>
        <translation>Esc. F2 volta para cá.</translation>
    </message>
    <message>
        <source>Sh&amp;ow this page at start</source>
        <translation>M&amp;ostrar esta página ao iniciar</translation>
    </message>
    <message>
        <source>Seven lessons, one click or one digit each. Each asks, waits for the room to guess, and then measures. A mark in the corner is on those given lately; Escape goes to the machine without a lesson.</source>
        <translation>Sete cenários, um clique ou um dígito para cada um. Cada um pergunta, espera o palpite da sala e só então mede. Uma marca no canto indica os usados recentemente; Esc leva à máquina, sem cenário.</translation>
    </message>
</context>
</TS>
