#!/usr/bin/env python3
"""Words that do not belong in the sources: what newer toolkits deprecate, what the floor lacks, what is unsafe or unfinished.

The compiler speaks for the toolkit it has; this speaks for today's toolkit on the floor too. src/ui/compat is the one door
to toolkit differences and is exempt from the first two lists.
"""

import re

from lint import Report, code_only, files, place, read, relative

COMPAT = 'src/ui/compat/'

# What GTK and libadwaita deprecated after our floor: pattern, and what to use.
DEPRECATED = [
    (r'gtk_widget_(show|hide)\b|gtk_widget_show_all\b', 'gtk_widget_set_visible'),
    (r'GtkTreeView\w*|gtk_tree_\w+|GtkCellRenderer\w*|gtk_cell_\w+|Gtk(List|Tree)Store\b|gtk_(list|tree)_store_\w+',
     'GtkListView or GtkColumnView'),
    (r'GtkIconView\b|gtk_icon_view_\w+', 'GtkGridView'),
    (r'GtkComboBox\w*|gtk_combo_box_\w+', 'GtkDropDown'),
    (r'GtkEntryCompletion\b|gtk_entry_completion_\w+', 'a popover with a list'),
    (r'GtkInfoBar\b|gtk_info_bar_\w+|GtkStatusbar\b|gtk_statusbar_\w+', 'a toast or a revealer'),
    (r'Gtk(Message)?Dialog\b|gtk_(message_)?dialog_\w+|GtkAssistant\b|gtk_assistant_\w+', 'AdwWindow, or the shims of src/ui/compat'),
    (r'Gtk(Color|Font|AppChooser|Lock|Volume)Button\b|gtk_(color|font|app_chooser|lock)_button_\w+', 'a row of our own'),
    (r'GtkFileChooser\w*|gtk_file_chooser_\w+', 'the shim of src/ui/compat'),
    (r'gtk_widget_get_(allocation|allocated_\w+)\b', 'gtk_widget_get_width, gtk_widget_compute_bounds'),
    (r'gtk_widget_translate_coordinates\b', 'gtk_widget_compute_point'),
    (r'gtk_widget_get_style_context\b|gtk_style_context_(?!add_provider_for_display\b)\w+|gtk_render_\w+', 'CSS classes and snapshots'),
    (r'gtk_css_provider_load_from_data\b', 'a style sheet in the resources'),
    (r'gtk_show_uri\w*', 'the shim of src/ui/compat'),
    (r'GtkShortcutsWindow\b|gtk_shortcuts_\w+', 'AdwWindow with AdwActionRow'),
    (r'AdwLeaflet\w*|adw_leaflet_\w+|AdwFlap\b|adw_flap_\w+', 'the split view of src/ui/compat'),
    (r'AdwSqueezer\w*|adw_squeezer_\w+|AdwViewSwitcherTitle\b|adw_view_switcher_title_\w+', 'the sidebar'),
    (r'AdwMessageDialog\b|adw_message_dialog_\w+|AdwAboutWindow\b|adw_about_window_\w+|adw_show_about_window\b',
     'the shims of src/ui/compat'),
    (r'AdwPreferencesWindow\b|adw_preferences_window_\w+', 'AdwWindow with AdwPreferencesPage'),
    (r'AdwEnumListModel\b|adw_enum_list_model_\w+', 'GtkStringList'),
]

ONE_DOOR = [
    (r'(GTK|ADW|GLIB|SOUP|JSON|PANGO)_CHECK_VERSION\b', 'version checks live in src/ui/compat'),
    (r'G_GNUC_BEGIN_IGNORE_DEPRECATIONS\b', 'deprecated calls live in src/ui/compat'),
]

DIALOGS = [(r'gtk_window_set_transient_for\b', 'crm_dialog_present, which keeps it within its window')]

UNSAFE = [
    (r'\b(strcpy|strcat|sprintf|vsprintf|gets|strtok|mktemp|tmpnam)\s*\(', 'unsafe'),
    (r'\b(atoi|atol|atof)\s*\(', 'cannot fail: use g_ascii_string_to_signed and its kin'),
    (r'\b(sleep|usleep|nanosleep|g_usleep)\s*\(', 'wait for what you wait for, not for a time'),
]

UNFINISHED = [(r'\b(TODO|FIXME|XXX|HACK)\b', 'finish it or leave it out')]

BARE_RELEASE = re.compile(r'\b(g_object_unref|g_error_free)\s*\(')

STYLE_PROPERTIES = re.compile(r'\b(margin|padding|border)-(left|right)\b|text-align:\s*(left|right)')


def matches(path, text, rules, shown):
    for pattern, instead in rules:
        for match in re.finditer(pattern, text):
            yield f'{place(path, shown, match.start())}: {match[0].strip()}: {instead}'


def search(paths, rules, exempt=()):
    for path in paths:
        if not relative(path).startswith(tuple(exempt)):
            text = read(path)
            yield from matches(path, code_only(text) if path.suffix in ('.c', '.h') else text, rules, text)


def interface_rules():
    """Class names only."""
    for pattern, instead in DEPRECATED:
        yield rf'class="(?:{pattern})"|parent="(?:{pattern})"', instead


def bare_releases(paths):
    """Calls that a cleanup attribute or g_clear_*() would make needless, and that no comment explains."""
    for path in paths:
        text = read(path)
        lines = text.splitlines()
        for match in BARE_RELEASE.finditer(code_only(text)):
            line = text.count('\n', 0, match.start())
            around = lines[max(line - 1, 0):line + 1]
            if not any('/*' in near or '*/' in near or '//' in near for near in around):
                yield f'{relative(path)}:{line + 1}: bare {match[1]}: g_autoptr, g_autofree or g_clear_*, or a comment that says why'


def main():
    report = Report()
    sources = files('*.c', '*.h', under=('src', 'tests'))
    product = files('*.c', '*.h', under=('src',))

    report.check('nothing that newer toolkits deprecate', search(sources, DEPRECATED, [COMPAT]))
    report.check('nothing deprecated in interface files', search(files('*.ui'), list(interface_rules()), ['ui/compat/']))
    report.check('toolkit versions are told apart in one place', search(sources, ONE_DOOR, [COMPAT]))
    report.check('dialogs fit into their windows', search(product, DIALOGS, [COMPAT]))
    report.check('nothing unsafe, and no sleeping', search(sources, UNSAFE))
    report.check('nothing unfinished', search(files('*.c', '*.h', '*.ui', '*.css', '*.sql', under=('src', 'data', 'ui')), UNFINISHED))
    report.check('references are released by cleanup', bare_releases(product))
    report.check('style sheets say start and end', (
        f'{place(path, read(path), match.start())}: {match[0]}' for path in files('*.css', under=('data', 'src', 'ui'))
        for match in STYLE_PROPERTIES.finditer(read(path))))
    report.finish()


main()
