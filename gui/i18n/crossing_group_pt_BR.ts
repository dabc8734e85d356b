<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>CrossingGroupWords</name>
    <message>
        <source>system call</source>
        <translation>chamada de sistema</translation>
    </message>
    <message>
        <source>hypercall</source>
        <translation>hiperchamada</translation>
    </message>
    <message>
        <source>privileged instruction</source>
        <translation>instrução privilegiada</translation>
    </message>
    <message>
        <source>intercepted instruction</source>
        <translation>instrução interceptada</translation>
    </message>
    <message>
        <source>illegal instruction</source>
        <translation>instrução ilegal</translation>
    </message>
    <message>
        <source>page fault</source>
        <translation>falta de página</translation>
    </message>
    <message>
        <source>interrupt</source>
        <translation>interrupção</translation>
    </message>
    <message>
        <source>other exception</source>
        <translation>outra exceção</translation>
    </message>
    <message>
        <source>return</source>
        <translation>retorno</translation>
    </message>
    <message>
        <source>entry into the guest</source>
        <translation>entrada no convidado</translation>
    </message>
    <message>
        <source>extension on or off</source>
        <translation>extensão ligada ou desligada</translation>
    </message>
    <message>
        <source>A program asks its kernel for something.</source>
        <translation>Um programa pede algo ao seu núcleo.</translation>
    </message>
    <message>
        <source>A kernel that knows of its monitor asks it for something.</source>
        <translation>Um núcleo que sabe do monitor pede algo a ele.</translation>
    </message>
    <message>
        <source>An instruction that only an inner ring may execute was tried further out.</source>
        <translation>Uma instrução que só um anel interno pode executar foi tentada mais para fora.</translation>
    </message>
    <message>
        <source>The monitor wants to see this instruction: the hardware leaves the guest for it.</source>
        <translation>O monitor quer ver esta instrução: o hardware sai do convidado por causa dela.</translation>
    </message>
    <message>
        <source>The machine has no such instruction here.</source>
        <translation>A máquina não tem essa instrução aqui.</translation>
    </message>
    <message>
        <source>The page tables do not allow this access.</source>
        <translation>As tabelas de páginas não permitem este acesso.</translation>
    </message>
    <message>
        <source>A device or a clock asks for attention, whatever runs.</source>
        <translation>Um dispositivo ou um relógio pede atenção, seja o que for que esteja executando.</translation>
    </message>
    <message>
        <source>Some other exception, such as a misaligned access.</source>
        <translation>Alguma outra exceção, como um acesso desalinhado.</translation>
    </message>
    <message>
        <source>Back to where a trap came from.</source>
        <translation>De volta para onde um trap aconteceu.</translation>
    </message>
    <message>
        <source>The monitor lets its guest run.</source>
        <translation>O monitor deixa o convidado executar.</translation>
    </message>
    <message>
        <source>Hardware assist was switched on or off.</source>
        <translation>A assistência de hardware foi ligada ou desligada.</translation>
    </message>
    <message>
        <source>Code that is no program calls whoever handles its traps: so a translated kernel calls its monitor.</source>
        <translation>Código que não é um programa chama quem trata seus traps: é assim que um núcleo traduzido chama seu monitor.</translation>
    </message>
</context>
</TS>
