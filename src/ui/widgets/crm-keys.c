/* The Persian side of the keyboard.
 *
 * GTK finds the Latin accelerator of a key itself where a Latin layout is also set up, but not for digits and not for a shifted key,
 * and on a machine with only the Persian layout not at all. So each accelerator is registered a second time under the Persian
 * character. The characters are those of the xkb layout ir(pes), as X names: gtk_accelerator_name() would write some of them
 * in a form that gtk_accelerator_parse() does not read. */

#include "config.h"

#include "crm-keys.h"

typedef struct
{
  const char *latin; /* lower case */
  const char *persian;
} Key;

static const Key keys[] = {
  { "a", "Arabic_sheen" },
  { "b", "Arabic_thal" },
  { "c", "Arabic_zain" },
  { "d", "Farsi_yeh" },
  { "e", "Arabic_theh" },
  { "f", "Arabic_beh" },
  { "g", "Arabic_lam" },
  { "h", "Arabic_alef" },
  { "i", "Arabic_ha" },
  { "j", "Arabic_teh" },
  { "k", "Arabic_noon" },
  { "l", "Arabic_meem" },
  { "m", "Arabic_peh" },
  { "n", "Arabic_dal" },
  { "o", "Arabic_khah" },
  { "p", "Arabic_hah" },
  { "q", "Arabic_dad" },
  { "r", "Arabic_qaf" },
  { "s", "Arabic_seen" },
  { "t", "Arabic_feh" },
  { "u", "Arabic_ain" },
  { "v", "Arabic_ra" },
  { "w", "Arabic_sad" },
  { "x", "Arabic_tah" },
  { "y", "Arabic_ghain" },
  { "z", "Arabic_zah" },
  { "0", "Farsi_0" },
  { "1", "Farsi_1" },
  { "2", "Farsi_2" },
  { "3", "Farsi_3" },
  { "4", "Farsi_4" },
  { "5", "Farsi_5" },
  { "6", "Farsi_6" },
  { "7", "Farsi_7" },
  { "8", "Farsi_8" },
  { "9", "Farsi_9" },
  { "comma", "Arabic_waw" },
  { "question", "Arabic_question_mark" },
};

/* With Shift held a key gives another character. */
static const Key shifted_keys[] = {
  { "a", "Arabic_hamzaonwaw" },
  { "c", "Arabic_jeh" },
  { "d", "Arabic_yeh" },
  { "e", "Arabic_kasratan" },
  { "f", "Arabic_hamzaunderalef" },
  { "g", "Arabic_hamzaonalef" },
  { "h", "Arabic_maddaonalef" },
  { "i", "Arabic_shadda" },
  { "j", "Arabic_tehmarbuta" },
  { "k", "guillemotright" },
  { "l", "guillemotleft" },
  { "m", "Arabic_hamza" },
  { "n", "Arabic_hamza_above" },
  { "o", "bracketright" },
  { "p", "bracketleft" },
  { "q", "Arabic_sukun" },
  { "r", "Arabic_fathatan" },
  { "s", "Arabic_hamzaonyeh" },
  { "t", "Arabic_damma" },
  { "u", "Arabic_fatha" },
  { "v", "Arabic_superscript_alef" },
  { "w", "Arabic_dammatan" },
  { "x", "Arabic_madda_above" },
  { "y", "Arabic_kasra" },
  { "z", "Arabic_kaf" },
};

static const char *
find_key (const Key *table, guint n_keys, const char *latin)
{
  for (guint i = 0; i < n_keys; i++)
    {
      if (g_ascii_strcasecmp (table[i].latin, latin) == 0)
        return table[i].persian;
    }

  return NULL;
}

/* Where the key's own name begins: "<Control><Shift>z" → "z". */
static const char *
find_key_name (const char *accelerator)
{
  const char *bracket = strrchr (accelerator, '>');

  return bracket != NULL ? bracket + 1 : accelerator;
}

/**
 * crm_keys_to_persian:
 * @accelerator: as gtk_accelerator_parse() reads it
 *
 * Returns: (transfer full) (nullable): the accelerator of the same key on a Persian layout; %NULL where it is the same
 */
char *
crm_keys_to_persian (const char *accelerator)
{
  const char *name = find_key_name (accelerator);
  const char *persian = NULL;
  gboolean    shifted = strstr (accelerator, "<Shift>") != NULL;

  if (shifted)
    persian = find_key (shifted_keys, G_N_ELEMENTS (shifted_keys), name);
  if (persian == NULL)
    persian = find_key (keys, G_N_ELEMENTS (keys), name);

  return persian != NULL ? g_strdup_printf ("%.*s%s", (int) (name - accelerator), accelerator, persian) : NULL;
}

/**
 * crm_keys_expand:
 * @accelerators: one or more, with spaces between them
 *
 * Returns: (transfer full): all of them, in that order, and after them their Persian kin
 */
char **
crm_keys_expand (const char *accelerators)
{
  g_auto (GStrv) latin = g_strsplit (accelerators, " ", -1);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  g_strv_builder_addv (all, (const char **) latin);
  for (guint i = 0; latin[i] != NULL; i++)
    {
      g_autofree char *persian = crm_keys_to_persian (latin[i]);

      if (persian != NULL)
        g_strv_builder_add (all, persian);
    }

  return g_strv_builder_end (all);
}

/**
 * crm_keys_get_trigger:
 * @accelerators: one or more, with spaces between them
 *
 * Returns: (transfer full): what any of them, and of their Persian kin, sets off
 */
GtkShortcutTrigger *
crm_keys_get_trigger (const char *accelerators)
{
  g_auto (GStrv) all = crm_keys_expand (accelerators);
  g_autofree char *joined = g_strjoinv ("|", all);

  return gtk_shortcut_trigger_parse_string (joined);
}

/**
 * crm_keys_add_action:
 * @accelerators: one or more, with spaces between them
 * @action: as "page.edit" or "list.select-item(1)"
 *
 * Has the controller do the action at these keys.
 */
void
crm_keys_add_action (GtkShortcutController *controller, const char *accelerators, const char *action)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  GtkShortcut *shortcut;

  if (!g_action_parse_detailed_name (action, &name, &target, NULL))
    g_return_if_reached ();

  shortcut = gtk_shortcut_new (crm_keys_get_trigger (accelerators), gtk_named_action_new (name));
  gtk_shortcut_set_arguments (shortcut, target);
  gtk_shortcut_controller_add_shortcut (controller, shortcut);
}

static void
teach (GType type, const char *accelerator, const char *action)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);
  g_autofree char *persian = crm_keys_to_persian (accelerator);
  guint            keyval;
  GdkModifierType  modifiers;

  if (gtk_accelerator_parse (persian, &keyval, &modifiers))
    gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), keyval, modifiers, action, NULL);
}

/**
 * crm_keys_teach_widgets:
 *
 * Copy, cut, paste, select all, undo and redo in every text of the program, and select all in every list, on a Persian layout.
 */
void
crm_keys_teach_widgets (void)
{
  static const struct
  {
    const char *accelerator;
    const char *action;
  } bindings[] = {
    { "<Control>c", "clipboard.copy" },
    { "<Control>x", "clipboard.cut" },
    { "<Control>v", "clipboard.paste" },
    { "<Control>a", "selection.select-all" },
    { "<Control>z", "text.undo" },
    { "<Control><Shift>z", "text.redo" },
    { "<Control>y", "text.redo" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    {
      teach (GTK_TYPE_TEXT, bindings[i].accelerator, bindings[i].action);
      teach (GTK_TYPE_TEXT_VIEW, bindings[i].accelerator, bindings[i].action);
    }
  teach (GTK_TYPE_LIST_VIEW, "<Control>a", "list.select-all");
}
