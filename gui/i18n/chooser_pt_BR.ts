<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::Chooser</name>
    <message>
        <source>&amp;Mode:</source>
        <translation>&amp;Modo:</translation>
    </message>
    <message>
        <source>&amp;Policy:</source>
        <translation>&amp;Política:</translation>
    </message>
    <message>
        <source>&amp;Workload:</source>
        <translation>Car&amp;ga:</translation>
    </message>
    <message>
        <source>&amp;Speed:</source>
        <translation>&amp;Velocidade:</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modo</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Política</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>Carga de trabalho</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Velocidade</translation>
    </message>
    <message>
        <source>A change starts the machine anew.</source>
        <translation>Uma mudança reinicia a máquina.</translation>
    </message>
    <message>
        <source>How the operating system is run.</source>
        <translation>Como o sistema operacional é executado.</translation>
    </message>
    <message>
        <source>What sensitive instructions do outside their ring.</source>
        <translation>O que instruções sensíveis fazem fora do seu anel.</translation>
    </message>
    <message>
        <source>What the operating system is made to do.</source>
        <translation>O que se manda o sistema operacional fazer.</translation>
    </message>
    <message>
        <source>Instructions in a second of yours.</source>
        <translation>Instruções por segundo do seu relógio.</translation>
    </message>
    <message>
        <source>the machine&apos;s own</source>
        <translation>a da própria máquina</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <comment>instructions</comment>
        <translation>%1 por segundo</translation>
    </message>
    <message>
        <source>full speed</source>
        <translation>velocidade total</translation>
    </message>
</context>
</TS>
