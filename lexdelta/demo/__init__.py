"""A replica of the profile site on loopback, for the demo, for the tests and for benchmarks.

Sixty countries and territories, each in English and French, in two states. The texts are made up (they name laws and
bodies that may not exist); the printed labels and the oddities are those of the real site: slugs unlike names, flags as
links, a status that is missing, French editions whose body is English, empty sections, a heading printed twice,
footnotes, a territory. `content/` holds one text file a country with both states side by side, `notes` reads them,
`templates` and `classic` lay them out in three ways, `chrome` puts the site round them, `noise` makes every response
differ, `site.Replica` serves it all, and `truth` lists what truly changed.

    with Replica(state=1) as site:
        ...                 # read site.base_url + "/en/web/octopus/-/fiji"
        site.state = 2      # the same addresses now show the other state
        site.faults["peru"] = "cut"
"""
