<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::LabPane</name>
    <message>
        <source>A new folder for this lab</source>
        <translation>Uma pasta nova para este lab</translation>
    </message>
    <message>
        <source>Kept in %1 with each check, by Ctrl+S, and when you leave.</source>
        <translation>Guardado em %1 a cada verificação, com Ctrl+S, e quando você sai.</translation>
    </message>
    <message>
        <source>What you write is not kept yet: New makes a folder for it.</source>
        <translation>O que você escreve ainda não é guardado: Nova faz uma pasta para isso.</translation>
    </message>
    <message>
        <source>A folder that New or `anel lab new` made</source>
        <translation>Uma pasta feita por Nova ou por `anel lab new`</translation>
    </message>
    <message>
        <source>&amp;In the folder:</source>
        <translation>&amp;Dentro da pasta:</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>E&amp;scolher…</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Nome:</translation>
    </message>
    <message>
        <source>This folder will be made, and what you write is kept in it:
%1</source>
        <translation>Esta pasta será criada, e o que você escreve é guardado nela:
%1</translation>
    </message>
    <message>
        <source>The folder needs a name.</source>
        <translation>A pasta precisa de um nome.</translation>
    </message>
    <message>
        <source>%1 is a file. Give the folder another name.</source>
        <translation>%1 é um arquivo. Dê outro nome à pasta.</translation>
    </message>
    <message>
        <source>%1 is there already, and is a lab&apos;s folder. Give the new one another name; or cancel, and go on with that one by Open.</source>
        <translation>%1 já existe e é a pasta de um lab. Dê outro nome à nova; ou cancele e continue naquela com Abrir.</translation>
    </message>
    <message>
        <source>%1 is there already, with files in it, and nothing is written over them. Give the new folder another name.</source>
        <translation>%1 já existe e contém arquivos, e nada é escrito por cima deles. Dê outro nome à nova pasta.</translation>
    </message>
    <message>
        <source>There is no folder %1 to make the new one in. Choose one that is there.</source>
        <translation>Não existe a pasta %1, dentro da qual a nova seria criada. Escolha uma que exista.</translation>
    </message>
    <message>
        <source>Nothing of yours can be written in %1. Choose another folder to make the new one in.</source>
        <translation>Você não pode escrever em %1. Escolha outra pasta para criar a nova dentro dela.</translation>
    </message>
    <message>
        <source>There is no lab to make a folder for.</source>
        <translation>Não há um lab para o qual criar uma pasta.</translation>
    </message>
    <message>
        <source>Student: write the name or the number by which your course knows you (at most 64 letters, fewer where some have accents).</source>
        <translation>Estudante: escreva o nome ou o número pelo qual seu curso conhece você (no máximo 64 letras, menos se algumas tiverem acento).</translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation>Abrir uma pasta</translation>
    </message>
    <message>
        <source>What you have written for this lab is not kept anywhere, and would be lost. Open %1 all the same?</source>
        <translation>O que você escreveu para este lab não está guardado em lugar nenhum e se perderia. Abrir %1 mesmo assim?</translation>
    </message>
    <message>
        <source>%1 is no lab&apos;s folder: there is no %2 in it. Open one that New or `anel lab new` made.</source>
        <translation>%1 não é a pasta de um lab: falta %2 nela. Abra uma que Nova ou `anel lab new` tenha feito.</translation>
    </message>
    <message>
        <source>%1 is a folder of the lab %2, which is not here.</source>
        <translation>%1 é uma pasta do lab %2, que não está aqui.</translation>
    </message>
    <message>
        <source>. That is no danger to you where the files are your own; check nobody else&apos;s here.</source>
        <translation>. Isso não traz perigo se os arquivos são seus; não verifique aqui os de outras pessoas.</translation>
    </message>
    <message>
        <source>&amp;Make the folder</source>
        <translation>&amp;Criar a pasta</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Open, and lose it</source>
        <translation>Abrir e perdê-lo</translation>
    </message>
    <message>
        <source>%1 was changed by another program, too: what that wrote is in %1~ now.</source>
        <translation>%1 também foi alterado por outro programa: o que ele escreveu está agora em %1~.</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fechar a janela</translation>
    </message>
    <message>
        <source>What you have written for a lab could not be kept, and would be lost: %1.</source>
        <translation>O que você escreveu para um laboratório não pôde ser guardado e seria perdido: %1.</translation>
    </message>
    <message>
        <source>What you have written for a lab is not kept anywhere, and would be lost: %1. To keep it, cancel and make a folder for it by New.</source>
        <translation>O que você escreveu para um laboratório não está guardado em lugar nenhum e seria perdido: %1. Para guardar, cancele e faça uma pasta com Nova.</translation>
    </message>
    <message>
        <source>Close all the same?</source>
        <translation>Fechar mesmo assim?</translation>
    </message>
    <message>
        <source>Close, and lose it</source>
        <translation>Fechar e perdê-lo</translation>
    </message>
</context>
</TS>
