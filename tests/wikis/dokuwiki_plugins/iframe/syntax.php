<?php

/**
 * Reads {{url>ADDRESS WIDTH,HEIGHT noborder|TITLE}} as a frame: the syntax of the plugin "iframe" that wikis install,
 * which no package brings, in the little that a test needs.
 */
class syntax_plugin_iframe extends dokuwiki\Extension\SyntaxPlugin
{
    public function getType()
    {
        return 'substition';
    }

    public function getPType()
    {
        return 'block';
    }

    public function getSort()
    {
        return 305;
    }

    public function connectTo($mode)
    {
        $this->Lexer->addSpecialPattern('{{url>[^}]*}}', $mode, 'plugin_iframe');
    }

    public function handle($match, $state, $position, Doku_Handler $handler)
    {
        preg_match('/^{{url>(\S+) (\S+),(\S+)(?: noborder)?\|(.*)}}$/', $match, $found);
        return array_slice($found, 1);
    }

    public function render($format, Doku_Renderer $renderer, $data)
    {
        if ($format !== 'xhtml' || count($data) !== 4) {
            return false;
        }
        [$address, $width, $height, $title] = array_map('hsc', $data);
        $renderer->doc .= "<iframe src=\"$address\" title=\"$title\" style=\"width:$width;height:$height;border:0\"></iframe>";
        return true;
    }
}
