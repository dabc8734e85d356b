<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>Reference</name>
    <message>
        <source>Outlined: published, not measured here. One of the first x86 processors with hardware assist, other monitors, another guest: compare the order and the ratios, not the lengths.</source>
        <translation>Em contorno: publicado, não medido aqui. Um dos primeiros processadores x86 com assistência de hardware, outros monitores, outro convidado: compare a ordem e as razões, não os comprimentos.</translation>
    </message>
    <message>
        <source>Theirs is a division by zero, ours a misaligned load.</source>
        <translation>O deles é uma divisão por zero, o nosso uma leitura desalinhada.</translation>
    </message>
    <message>
        <source>Theirs is the write alone, ours flushes the page as well.</source>
        <translation>O deles é só a escrita, o nosso também invalida a página na TLB.</translation>
    </message>
</context>
</TS>
