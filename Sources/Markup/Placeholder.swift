// placeholder until the first file of Markup stands
