// placeholder until the first file of Normalising stands
