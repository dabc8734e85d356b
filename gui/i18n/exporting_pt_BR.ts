<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>Exporting</name>
    <message>
        <source>%1: this pane has no table; .svg and .png are what it can be written as</source>
        <translation>%1: este painel não tem tabela; ele pode ser gravado como .svg e .png</translation>
    </message>
    <message>
        <source>%1: expected a name that ends in .svg, .png or .csv</source>
        <translation>%1: esperava um nome que termine em .svg, .png ou .csv</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 não pôde ser gravado: %2</translation>
    </message>
    <message>
        <source>%1 is not a file; choose another name</source>
        <translation>%1 não é um arquivo; escolha outro nome</translation>
    </message>
</context>
</TS>
